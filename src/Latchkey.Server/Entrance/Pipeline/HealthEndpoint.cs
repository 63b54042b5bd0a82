using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Entrance.Pipeline;

/// <summary>GET /healthz: whether requests should be sent here. GET /healthz/live: whether the process answers at all. For any host, without an org.</summary>
internal static class HealthEndpoint
{
    public const string Path = "/healthz";

    /// <summary>200, or 503 while the database does not answer.</summary>
    public static async Task<IResult> Ready(Readiness readiness) => await readiness.Now()
        ? Answer("ok", 200)
        : Answer("database unavailable", 503);

    public static IResult Live() => Answer("ok", 200);

    private static IResult Answer(string status, int code) => ApiAnswers.Json(new JsonObject { ["status"] = status }, code);
}
