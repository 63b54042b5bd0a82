using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Latchkey.Server.Ground.Web;

/// <summary>JSON whose length is said beforehand, so that it travels in one piece.</summary>
public sealed class JsonAnswer<T>(T value, JsonTypeInfo<T> type, int status) : IResult, IStatusCodeHttpResult
{
    private const string ContentType = "application/json";

    public int? StatusCode => status;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(value, type);
        var answer = httpContext.Response;
        answer.StatusCode = status;
        answer.ContentType = ContentType;
        answer.ContentLength = body.Length;
        return HttpMethods.IsHead(httpContext.Request.Method) ? Task.CompletedTask : answer.BodyWriter.WriteAsync(body, httpContext.RequestAborted).AsTask();
    }
}

public static class JsonAnswer
{
    public static JsonAnswer<T> Of<T>(T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) => new(value, type, status);
}
