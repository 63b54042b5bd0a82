using System.Diagnostics;

namespace Latchkey.Native.Tests;

/// <summary>The sample published as one trimmed program of its own, as an app would ship: no warning, and it signs in, refreshes and keeps its credentials.</summary>
public sealed class TrimmedTests : NativeTest
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        (Provider.Clock, Provider.OffersDPoP) = (TimeProvider.System, true);
    }

    [Fact]
    public async Task A_trimmed_self_contained_app_signs_in_and_refreshes()
    {
        var output = Path.Combine(Folder, "app");
        await Publish(output);
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
    }

    private QuickstartProcess Start(string program, string step) => QuickstartProcess.Start(new Dictionary<string, string?> { ["HOME"] = Folder, ["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=/nonexistent" }, program,
        ["--issuer", Provider.Issuer, "--client-id", ScriptedProvider.ClientId, "--api", Provider.Address.OriginalString, "--data", Path.Combine(Folder, "data"), "--no-browser", step]);

    /// <summary>Builds apart from the tree, so that it cannot disturb a build that runs beside it.</summary>
    private async Task Publish(string output)
    {
        var start = new ProcessStartInfo("dotnet", ["publish", Path.Combine(Repository.Root, "samples", "Quickstart"), "-c", "Release", "--use-current-runtime", "--self-contained",
            "-p:PublishTrimmed=true", "-p:TrimmerSingleWarn=false", "-p:RunAnalyzers=false", $"-p:ArtifactsPath={Path.Combine(Folder, "build")}", "-o", output, "-nologo", "-v", "q"])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var publish = Process.Start(start)!;
        var said = await Task.WhenAll(publish.StandardOutput.ReadToEndAsync(), publish.StandardError.ReadToEndAsync());
        await publish.WaitForExitAsync();
        publish.ExitCode.ShouldBe(0, string.Concat(said));
        string.Concat(said).ShouldNotContain("warning");
    }
}
