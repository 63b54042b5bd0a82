using System.Text;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Ground.Api;

/// <summary>Answers of the management API. Contract §3.0.</summary>
internal static class ApiAnswers
{
    public const string JsonType = "application/json";

    public static IResult Json(JsonNode body, int status = 200) => Results.Text(body.ToJsonString(), JsonType, Encoding.UTF8, status);

    /// <summary>204, and no content type: some clients parse a body wherever a type promises one.</summary>
    public static IResult Nothing() => Results.NoContent();

    /// <summary>What a lifecycle step answers when there is nothing to tell.</summary>
    public static IResult Empty() => Json(new JsonObject());

    /// <summary>The one place where a refusal of the management API becomes a body.</summary>
    public static Task Write(HttpContext http, ApiError error)
    {
        http.Response.StatusCode = error.Status;
        if (error.Status < 500 && http.GetEndpoint()?.Metadata.GetMetadata<ErrorForm>() is { } form)
        {
            http.Response.ContentType = form.Type;
            return http.Response.WriteAsync(form.Body(error).ToJsonString(), http.RequestAborted);
        }
        http.Response.ContentType = JsonType;
        return http.Response.WriteAsync(new JsonObject
        {
            ["errorCode"] = error.Code,
            ["errorSummary"] = error.Summary,
            ["errorLink"] = error.Code,
            ["errorId"] = Ids.NewError(),
            ["errorCauses"] = new JsonArray([.. error.Causes.Select(cause => new JsonObject { ["errorSummary"] = cause })]),
        }.ToJsonString(), http.RequestAborted);
    }
}
