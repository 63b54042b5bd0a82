namespace Latchkey.Native.Tests;

/// <summary>kill -9 of a real process at every step of signing in and of refreshing, from the first request to the last write.</summary>
public sealed class KilledTests : ProcessTest
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Provider.OffersDPoP = true;
    }

    [Theory]
    [InlineData("discovery")]                   // before it asks
    [InlineData("token")]                       // asked, not answered
    [InlineData("keys")]                        // answered, not checked
    [InlineData("credential-*.secret.tmp")]     // checked, not stored
    [InlineData("index.secret.tmp")]            // tokens stored, the new name of the person not
    public async Task Killed_at_any_step_of_a_refresh_the_app_is_signed_in_at_the_next_start(string step)
    {
        await SignIn();
        Provider.Person["name"] = "Mia Meister";
        for (var round = 0; round < 2; round++)
        {
            await KilledAt(step, () => Run("--token"));
            await IsSignedIn();
            Provider.Person["name"] = "Mia Muster";
        }
        Provider.Proofs.Refused.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("storage.tmp")]                 // the key of the store is made, its place not noted
    [InlineData("discovery")]
    [InlineData("pending.secret.tmp")]          // before the browser opens
    [InlineData("token")]
    [InlineData("keys")]                        // the code is spent, its tokens not stored
    [InlineData("index.secret.tmp")]            // the tokens are stored, nothing names them
    public async Task Killed_at_any_step_of_a_sign_in_the_app_signs_in_at_the_next_start(string step)
    {
        await KilledAt(step, () => Run("--once"), Approve);
        await SignIn();
        await IsSignedIn();
        Provider.Proofs.Refused.ShouldBeEmpty();
    }

    [Fact]
    public async Task Killed_as_soon_as_the_sign_in_is_stored_the_app_is_signed_in()
    {
        using (var victim = Run("--once"))
        {
            using var stop = new CancellationTokenSource();
            var approval = Approve(victim, stop.Token);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
            while (!File.Exists(Path.Combine(Data, "index.secret"))) await tick.WaitForNextTickAsync(patience.Token);
            await victim.Kill();
            await stop.CancelAsync();
            await approval;
        }
        await IsSignedIn();
    }

    [Fact]
    public async Task Killed_somewhere_between_the_answer_and_the_disk_the_app_is_signed_in()
    {
        await SignIn();
        for (var round = 0; round < 5; round++)
        {
            var asked = new TaskCompletionSource();
            Provider.BeforeNextTokenAnswer(() =>
            {
                asked.SetResult();
                return Task.CompletedTask;
            });
            using var victim = Run("--token");
            await asked.Task;
            await victim.Kill();
            await IsSignedIn();
        }
    }

    private async Task IsSignedIn()
    {
        using var app = Run("--token");
        (await app.Exits()).ShouldBe(0, app.Output);
        app.Output.ShouldStartWith("AT.");
    }

    /// <summary>The person signs in, as far as the app gets.</summary>
    private async Task Approve(QuickstartProcess app, CancellationToken ct)
    {
        try
        {
            await Browser.Visit(await FakeBrowser.Follow(await app.AsksToOpen().WaitAsync(ct))).WaitAsync(ct);
        }
        catch (Exception e) when (e is OperationCanceledException or HttpRequestException or InvalidOperationException)
        {
            // It was killed before, or while the browser waited.
        }
    }

    /// <summary>Starts the app and kills it in the middle of that step: a request whose answer is held back, or a file it cannot finish.</summary>
    private async Task KilledAt(string step, Func<QuickstartProcess> start, Func<QuickstartProcess, CancellationToken, Task>? meanwhile = null)
    {
        var asked = new TaskCompletionSource();
        var dead = new TaskCompletionSource();
        async Task Hold()
        {
            asked.TrySetResult();
            await dead.Task;
        }
        async Task<bool> HoldAnswer(Microsoft.AspNetCore.Http.HttpContext http)
        {
            await Hold();
            return false;
        }
        if (step == "token") Provider.BeforeNextTokenAnswer(Hold);
        else if (step == "keys") Provider.OnKeys = HoldAnswer;
        else if (step == "discovery") Provider.OnDiscovery = HoldAnswer;
        using var pipe = step.EndsWith(".tmp", StringComparison.Ordinal) ? await FullPipe.At(PathOf(step)) : null;

        using var victim = start();
        using var stop = new CancellationTokenSource();
        var beside = meanwhile?.Invoke(victim, stop.Token) ?? Task.CompletedTask;
        await (pipe?.IsOpenedBy(victim) ?? asked.Task.WaitAsync(TimeSpan.FromSeconds(60)));
        await victim.Kill();
        await stop.CancelAsync();
        await beside;
        (Provider.OnKeys, Provider.OnDiscovery) = (null, null);
        dead.SetResult();
    }

    /// <summary>The temporary file beside the one that is there, when the step does not say its name.</summary>
    private string PathOf(string step) => step.Contains('*', StringComparison.Ordinal)
        ? Directory.GetFiles(Data, step[..^".tmp".Length]).Single() + ".tmp" : Path.Combine(Data, step);
}
