namespace Latchkey.Native.Tests;

public sealed class QuickstartTests : NativeTest
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Provider.Clock = TimeProvider.System;
    }

    [Fact]
    public async Task The_sample_signs_in_once_calls_the_api_and_remembers_the_person()
    {
        using var first = Run("--once");
        var callback = await FakeBrowser.Follow(await first.AsksToOpen());
        using (var page = await Browser.Visit(callback)) (await page.Content.ReadAsStringAsync()).ShouldContain("You are signed in");

        (await first.Exits()).ShouldBe(0, first.Output);
        first.Output.ShouldContain("Hello, Mia Muster");
        first.Output.ShouldContain("200 OK");

        using var second = Run("--once");
        (await second.Exits()).ShouldBe(0, second.Output);
        second.Output.ShouldContain("Found the session of the last start");

        using var leaving = Run("--sign-out");
        (await leaving.Exits()).ShouldBe(0, leaving.Output);
        using var nobody = Run("--token");
        (await nobody.Exits()).ShouldBe(1, nobody.Output);
    }

    [Fact]
    public async Task The_menu_signs_in_shows_user_info_refreshes_and_signs_out_of_the_browser()
    {
        using var app = Run();
        await app.Says("Sign in");
        await app.Type("");
        await Browser.Visit(await FakeBrowser.Follow(await app.AsksToOpen()));
        await app.Says("Hello, Mia Muster");
        await app.Type("u");
        await app.Says("mia@example.com");
        await app.Type("r");
        await app.Says("New tokens");
        await app.Type("a");
        await app.Says("200 OK");
        await app.Type("b");
        var logout = await app.AsksToOpen();
        logout.Query.ShouldContain("id_token_hint=");
        await Browser.Visit(await FakeBrowser.Follow(logout));         // back to the app, as the sample registers it
        await app.Says("Signed out.");
        await app.Type("q");
        (await app.Exits()).ShouldBe(0, app.Output);
    }

    private QuickstartProcess Run(params string[] args) => QuickstartProcess.Start(
        new Dictionary<string, string?> { ["LATCHKEY_QUICKSTART_DATA"] = Path.Combine(Folder, "data"), ["DBUS_SESSION_BUS_ADDRESS"] = null },
        ["--issuer", Provider.Issuer, "--client-id", ScriptedProvider.ClientId, "--api", Provider.Address.OriginalString, "--no-browser", .. args]);
}
