namespace Latchkey.Server.Tests.Kit;

/// <summary>What the server does by itself after it has answered.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Asks until it holds.</summary>
    public static async Task HoldsAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await holds()) patience.Token.ThrowIfCancellationRequested();
    }
}
