using System.Text.Json.Nodes;
using Latchkey.Server.ManagementApi;
using Latchkey.Server.Storage;

namespace Latchkey.Server.Web;

/// <summary>GET /healthz: whether requests should be sent here. GET /healthz/live: whether the process answers at all. For any host, without an org.</summary>
public static class HealthEndpoint
{
    public const string Path = "/healthz";

    /// <summary>200, or 503 while the database does not answer.</summary>
    public static async Task<IResult> Ready(Readiness readiness) => await readiness.Now()
        ? Answer("ok", 200)
        : Answer("database unavailable", 503);

    public static IResult Live() => Answer("ok", 200);

    private static IResult Answer(string status, int code) => ApiAnswers.Json(new JsonObject { ["status"] = status }, code);
}

/// <summary>Whether the database answers. Who asks while somebody else's question is under way shares its answer, so that no number of them is a load.</summary>
public sealed class Readiness(Database db)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock guard = new();
    private Task<bool> answer = Task.FromResult(false);

    public Task<bool> Now()
    {
        lock (guard)
        {
            if (answer.IsCompleted) answer = Ask();
            return answer;
        }
    }

    private async Task<bool> Ask()
    {
        try
        {
            await db.One<long>("select count(*) from orgs where id = ''", null, CancellationToken.None).WaitAsync(Patience);
            return true;
        }
        catch (Exception unavailable) when (unavailable is DatabaseUnavailableException or TimeoutException)
        {
            return false;
        }
    }
}
