using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Latchkey.Server.Ground.Web;

/// <summary>JSON whose length is said beforehand, so that it travels in one piece.</summary>
internal abstract class JsonAnswer(int status) : IResult, IStatusCodeHttpResult
{
    private const string ContentType = "application/json";

    public int? StatusCode => status;

    public static JsonAnswer Of<T>(T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) => new Serialized<T>(value, type, status);

    /// <summary>Of what writes its own JSON: answered all day, and looked through by no serializer.</summary>
    public static JsonAnswer Of(Action<Utf8JsonWriter> write, int status = StatusCodes.Status200OK) => new Own(write, status);

    protected abstract void Write(Utf8JsonWriter json);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var buffer = JsonBuffer.Rent(escaped: true);
        Write(buffer.Json);
        var body = buffer.WrittenMemory;
        var answer = httpContext.Response;
        answer.StatusCode = status;
        answer.ContentType = ContentType;
        answer.ContentLength = body.Length;
        if (HttpMethods.IsHead(httpContext.Request.Method))
        {
            buffer.Dispose();
            return Task.CompletedTask;
        }
        var sent = answer.BodyWriter.WriteAsync(body, httpContext.RequestAborted);
        if (!sent.IsCompletedSuccessfully) return Sent(sent, buffer);
        sent.GetAwaiter().GetResult();
        buffer.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>The bytes are used again by another answer only when this one has gone.</summary>
    private static async Task Sent(ValueTask<FlushResult> sending, JsonBuffer buffer)
    {
        await sending;
        buffer.Dispose();
    }

    private sealed class Serialized<T>(T value, JsonTypeInfo<T> type, int status) : JsonAnswer(status)
    {
        protected override void Write(Utf8JsonWriter json) => JsonSerializer.Serialize(json, value, type);
    }

    private sealed class Own(Action<Utf8JsonWriter> write, int status) : JsonAnswer(status)
    {
        protected override void Write(Utf8JsonWriter json) => write(json);
    }
}
