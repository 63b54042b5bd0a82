using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Entrance.Pipeline;

/// <summary>
/// Whether the database answers. Who asks while somebody else's question is under way shares its answer, so that no number of them is a load.
/// </summary>
internal sealed class Readiness(Database db)
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
