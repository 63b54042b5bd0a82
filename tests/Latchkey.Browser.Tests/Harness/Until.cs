namespace Latchkey.Browser.Tests.Harness;

/// <summary>Asks again and again, for what nobody announces.</summary>
public static class Until
{
    public static async Task True(string what, Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(Patience.ForAStep);
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!await holds())
        {
            try
            {
                await again.WaitForNextTickAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"It did not come true in {Patience.ForAStep.TotalSeconds} s that {what}.");
            }
        }
    }
}
