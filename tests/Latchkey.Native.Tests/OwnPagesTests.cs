using System.Text.Json.Nodes;
using Latchkey.Testing;

namespace Latchkey.Native.Tests;

/// <summary>docs/guide/your-own-pages.md in .NET: the sample that draws its own pages, as a process of its own, against a real org.</summary>
public sealed class OwnPagesTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("latchkey-native-").FullName;
    private TestOrg org = null!;
    private TestApp registered = null!;

    public async Task InitializeAsync()
    {
        org = await TestOrg.StartAsync(clock: Latchkey.Testing.FakeClock.Running());
        registered = await org.CreateAppAsync("native",
            new JsonObject { ["grant_types"] = new JsonArray("authorization_code", "refresh_token", "interaction_code") });
    }

    [Fact]
    public async Task The_sample_draws_a_sign_in_and_goes_on_where_it_was_killed()
    {
        var person = await org.CreatePersonAsync();
        await org.SendAsync(HttpMethod.Post, $"/api/v1/users/{person.Id}/factors?activate=true", new JsonObject { ["factorType"] = "email", ["provider"] = "OKTA" });
        using (var first = Run("--own-pages"))
        {
            await first.Says("Sign in");
            await first.Type("");
            await first.Pick("identify");
            await first.Type(person.Login);
            await first.Type(person.Password);
            await first.Says("A code was mailed");                     // one authenticator is no choice
            await first.Kill();
        }
        using var again = Run("--own-pages");
        await again.Says("Sign in");
        await again.Type("");
        await again.Pick(IdxRemediations.ChallengeAuthenticator);
        await again.Type(await org.MailedCodeAsync(person.Login));
        await again.Says("Hello, Test Person");
    }

    private QuickstartProcess Run(string step) => QuickstartProcess.Start(new Dictionary<string, string?> { ["HOME"] = folder, ["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=/nonexistent" },
        "--issuer", org.Issuer, "--client-id", registered.ClientId, "--api", org.Url, "--data", Path.Combine(folder, "data"), step);

    /// <summary>As the guide has it.</summary>
    private static void StepUp(LatchkeyOptions o)
    {
        o.OnStepUp = StepUpChallenge.SignInAtOnce;
        o.OnStepUpPages = async (signIn, ct) =>
        {
            while (signIn.Session is null) await Draw(signIn, ct);
        };

        static Task Draw(IdxSignIn signIn, CancellationToken ct) => signIn.IntrospectAsync(ct);
    }

    [Fact]
    public void The_guides_options_are_options()
    {
        var options = new LatchkeyOptions();
        StepUp(options);
        options.OnStepUpPages.ShouldNotBeNull();
    }

    public async Task DisposeAsync()
    {
        await org.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
