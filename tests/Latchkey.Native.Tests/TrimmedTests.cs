using System.Diagnostics;
using System.Text.Json.Nodes;
using Latchkey.Testing;

namespace Latchkey.Native.Tests;

/// <summary>The sample published as an app would ship it, trimmed or compiled ahead of time: no warning, and it signs in, refreshes and keeps its credentials.</summary>
public sealed class TrimmedTests : NativeTest
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        (Provider.Clock, Provider.OffersDPoP) = (TimeProvider.System, true);
    }

    [Fact]
    public Task A_trimmed_self_contained_app_signs_in_and_refreshes() => WorksPublished("--self-contained", "-p:PublishTrimmed=true");

    /// <summary>Needs a C linker, clang or gcc. <c>LATCHKEY_QUICKSTART</c> runs all tests with processes against such a program.</summary>
    [Fact]
    [Trait("Speed", "slow")]
    public Task An_app_compiled_ahead_of_time_signs_in_and_refreshes() => WorksPublished("-p:PublishAot=true");

    /// <summary>The other framework the package is built for, with its runtime in the program: a machine that builds this has none of its own.</summary>
    [Fact]
    [Trait("Speed", "slow")]
    public Task An_app_on_the_framework_before_signs_in_and_refreshes() => WorksPublished("--self-contained", "-p:LatchkeyFramework=net8.0");

    private async Task WorksPublished(params string[] how)
    {
        var output = Path.Combine(Folder, "app");
        await Publish(output, how);
        var program = Path.Combine(output, "Quickstart");

        using (var app = Start(program, "--once"))
        {
            await Browser.Visit(await FakeBrowser.Follow(await app.AsksToOpen()));
            await app.Exits();
            app.Output.ShouldContain("Hello, Mia Muster");
        }
        Provider.ForgetAccessTokens();
        using var again = Start(program, "--token");
        (await again.Exits()).ShouldBe(0, again.Output);
        again.Output.ShouldStartWith("AT.");
        Provider.Proofs.Refused.ShouldBeEmpty();
        await DrawsItsOwnPages(program);
    }

    private async Task DrawsItsOwnPages(string program)
    {
        await using var org = await TestOrg.StartAsync(clock: Latchkey.Testing.FakeClock.Running());
        var registered = await org.CreateAppAsync("native",
            new JsonObject { ["grant_types"] = new JsonArray("authorization_code", "refresh_token", "interaction_code") });
        var person = await org.CreatePersonAsync();
        using var app = Start(program, "own", "--issuer", org.Issuer, "--client-id", registered.ClientId, "--api", org.Url, "--own-pages");
        await app.Says("Sign in");
        await app.Type("");
        await app.Pick("identify");
        await app.Type(person.Login);
        await app.Type(person.Password);
        await app.Says("Hello, Test Person");
    }

    private QuickstartProcess Start(string program, string step) =>
        Start(program, "data", "--issuer", Provider.Issuer, "--client-id", ScriptedProvider.ClientId, "--api", Provider.Address.OriginalString, "--no-browser", step);

    private QuickstartProcess Start(string program, string data, params string[] options) => QuickstartProcess.Start(
        new Dictionary<string, string?> { ["HOME"] = Folder, ["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=/nonexistent" }, program,
        ["--data", Path.Combine(Folder, data), .. options]);

    /// <summary>Builds apart from the tree, so that it cannot disturb a build that runs beside it.</summary>
    private async Task Publish(string output, string[] how)
    {
        var start = new ProcessStartInfo("dotnet", ["publish", Path.Combine(Repository.Root, "samples", "Quickstart"), "-c", "Release", "--use-current-runtime",
            .. how, "-p:TrimmerSingleWarn=false", "-p:RunAnalyzers=false", $"-p:ArtifactsPath={Path.Combine(Folder, "build")}", "-o", output, "-nologo", "-v", "q"])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var publish = Process.Start(start)!;
        var said = await Task.WhenAll(publish.StandardOutput.ReadToEndAsync(), publish.StandardError.ReadToEndAsync());
        await publish.WaitForExitAsync();
        publish.ExitCode.ShouldBe(0, string.Concat(said));
        string.Concat(said).ShouldNotContain("warning");
    }
}
