using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Latchkey.Server.Ground.Web;

/// <summary>JSON whose length is said beforehand, so that it travels in one piece.</summary>
internal sealed class JsonAnswer<T>(T value, JsonTypeInfo<T> type, int status) : IResult, IStatusCodeHttpResult
{
    private const string ContentType = "application/json";

    public int? StatusCode => status;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var buffer = JsonBuffer.Rent(escaped: true);
        JsonSerializer.Serialize(buffer.Json, value, type);
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
}

internal static class JsonAnswer
{
    public static JsonAnswer<T> Of<T>(T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) => new(value, type, status);
}
