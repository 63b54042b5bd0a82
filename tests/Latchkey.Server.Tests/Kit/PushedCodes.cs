using System.Net;
using Latchkey.Protocol;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Kit;

/// <summary>Codes by way of a pushed authorization request. RFC 9126.</summary>
public static class PushedCodes
{
    /// <summary>Pushes a request, with a proof when the app has a key.</summary>
    public static Task<TestAnswer> PushAsync(this TestApp app, string? thumbprint = null) => app.PostAsync("/par",
        ("response_type", "code"), ("scope", "openid offline_access"), ("redirect_uri", app.RedirectUri), ("state", "state-1"), ("nonce", "nonce-1"),
        ("code_challenge", Pkce.Challenge(TestApp.Verifier)), ("code_challenge_method", "S256"), ("dpop_jkt", thumbprint));

    /// <summary>The person visits what was pushed and signs in.</summary>
    public static async Task<string> CodeAsync(this TestApp app, TestAnswer pushed)
    {
        pushed.Status.ShouldBe(HttpStatusCode.Created, pushed.Text);
        using var browser = app.Org.Browser();
        var page = await browser.OpenAsync($"{app.Issuer}/v1/authorize?client_id={app.ClientId}&request_uri={Uri.EscapeDataString(pushed["request_uri"]!)}");
        return (await browser.SubmitAsync(page, ("identifier", app.Org.Person.Login), ("password", app.Org.Person.Password))).Parameter("code")!;
    }
}
