using Latchkey.Stubs.Android;

namespace Latchkey.Native.Phone.Tests;

/// <summary>Restored, unlocked, refreshed, signed out: the app is killed before and after each request, and at each use of the phone's own keys.</summary>
public sealed class AndroidWholeLifeTests : AndroidTest
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Phone.Settings["lockAfter"] = TimeSpan.FromMinutes(2);
    }

    [Fact]
    public async Task Killed_at_every_step_of_a_life_the_app_goes_on_where_it_was()
    {
        for (var step = 1; ; step += Strides.Length)
        {
            await SignedIn();
            Phone.Home();
            Phone.Kill();
            Phone.DiesAtStep = Phone.Steps + step;
            await LiveOn();
            var died = Phone.Process is null;
            Phone.DiesAtStep = null;
            if (!died) break;

            await LiveOn();                                            // what was begun is done, or begins again
            Text("Who").ShouldBe("Nobody is signed in", $"after step {step}");
            step.ShouldBeLessThan(100);
        }
        Directory.GetFiles(Phone.Data, "credential-*.secret", SearchOption.AllDirectories).ShouldBeEmpty();       // a key that was left over opens nothing
    }

    /// <summary>Starts, unlocks, calls the API with a token that has ended, signs out; as far as it comes.</summary>
    private async Task LiveOn()
    {
        Phone.OpenApp();
        await Phone.Until(() => Dead || Phone.Prompt is not null || (Shows("SignInButton") && Text("Who") == "Nobody is signed in"), "the window, or the first page");
        if (Dead || Phone.Prompt is not { } prompt) return;
        prompt.Finger();
        await Phone.Until(() => Dead || (Shows("OrdersButton") && Text("Who").StartsWith("Hello, ", StringComparison.Ordinal)), "the page behind the unlock");
        if (Dead) return;
        Org.Clock.Advance(TimeSpan.FromHours(2));
        Screen.Press("OrdersButton");
        await Phone.Until(() => Dead || Text("Said").Contains("localhost:1", StringComparison.Ordinal) || HasEnded, "the API's silence");
        await Phone.Until(() => Dead || HasEnded || Shows("SignOutButton"));
        if (Dead || HasEnded) return;
        Screen.Press("SignOutButton");
        await Phone.Until(() => Dead || Phone.Tab is not null, "the page that signs out");
        if (!Dead && Phone.Tab is { } page) page.Redirects(await PersonGoesThrough(page.Address));
        await Phone.Until(() => Dead || (Text("Who") == "Nobody is signed in" && Shows("SignInButton")), "nobody");
    }

    private bool Dead => Phone.Process is null;

    /// <summary>Killed after the provider had revoked the tokens and before they were forgotten: the next refresh says so.</summary>
    private bool HasEnded => Text("Said").Contains("invalid_grant", StringComparison.Ordinal) && Text("Who") == "Nobody is signed in";
}

/// <summary>The same on an iPhone.</summary>
public sealed class AppleWholeLifeTests : AppleTest
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Phone.Settings["lockAfter"] = TimeSpan.FromMinutes(2);
    }

    [Fact]
    public async Task Killed_at_every_step_of_a_life_the_app_goes_on_where_it_was()
    {
        for (var step = 1; ; step += Strides.Length)
        {
            await SignedIn();
            Phone.Background();
            Phone.Kill();
            Phone.DiesAtStep = Phone.Steps + step;
            await LiveOn();
            var died = Phone.Process is null;
            Phone.DiesAtStep = null;
            if (!died) break;

            await LiveOn();
            Text("Who").ShouldBe("Nobody is signed in", $"after step {step}");
            step.ShouldBeLessThan(100);
        }
        Directory.GetFiles(Phone.Container, "credential-*.secret", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    private async Task LiveOn()
    {
        Phone.OpenApp();
        await Phone.Until(() => Dead || Phone.Prompt is not null || (Shows("SignInButton") && Text("Who") == "Nobody is signed in"), "the window, or the first page");
        if (Dead || Phone.Prompt is not { } prompt) return;
        prompt.Face();
        await Phone.Until(() => Dead || (Shows("OrdersButton") && Text("Who").StartsWith("Hello, ", StringComparison.Ordinal)), "the page behind the unlock");
        if (Dead) return;
        Org.Clock.Advance(TimeSpan.FromHours(2));
        Screen.Press("OrdersButton");
        await Phone.Until(() => Dead || Text("Said").Contains("Connection refused", StringComparison.Ordinal) || HasEnded, "the API's silence");
        await Phone.Until(() => Dead || HasEnded || Shows("SignOutButton"));
        if (Dead || HasEnded) return;
        Screen.Press("SignOutButton");
        await Phone.Until(() => Dead || Phone.Page is not null, "the page that signs out");
        if (!Dead && Phone.Page is { } page) page.Redirects(await PersonGoesThrough(page.Address));
        await Phone.Until(() => Dead || (Text("Who") == "Nobody is signed in" && Shows("SignInButton")), "nobody");
    }

    private bool Dead => Phone.Process is null;

    /// <summary>Killed after the provider had revoked the tokens and before they were forgotten: the next refresh says so.</summary>
    private bool HasEnded => Text("Said").Contains("invalid_grant", StringComparison.Ordinal) && Text("Who") == "Nobody is signed in";
}
