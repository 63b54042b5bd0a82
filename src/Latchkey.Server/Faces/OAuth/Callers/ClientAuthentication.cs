using System.Text;
using Latchkey.Protocol;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.OAuth.Callers;

/// <summary>Which app is calling, proven the way it registered. RFC 6749 §2.3 and §3.2.1, RFC 7521 §4.2, contract §2.0.</summary>
internal sealed class ClientAuthentication(Apps apps, ClientAssertions assertions, SystemLog log)
{
    /// <summary>Both send the secret, so an app of either may do both: Okta lets it, and frameworks send it the way they like (contract §2.0).</summary>
    private static readonly IReadOnlyList<string> Sending = [ClientAuthMethod.Basic, ClientAuthMethod.Post];

    private const int ShortCredentials = 256;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private const string Failed = "Client authentication failed. Either the client or the client credentials are invalid.";
    private const string UnknownClient = "Invalid value for 'client_id' parameter.";
    private const string ManyCredentials =
        "Cannot supply multiple client credentials. Use one of the following: [client_secret_basic, client_secret_post, client_secret_jwt, private_key_jwt].";

    public async ValueTask<App> Authenticate(HttpContext http, Parameters form)
    {
        var presented = Read(http, form);
        var app = await apps.FindClient(http.Org.Id, presented.ClientId, http.RequestAborted);
        if (app is not { Active: true }) throw Refused(presented, UnknownClient);
        try
        {
            await RequireProof(http, app, presented);
            return app;
        }
        catch (OAuthException)
        {
            await log.Record(http.Org, http, ClientEvents.InvalidClientCredentials(app, presented.Method));
            throw;
        }
    }

    private async Task RequireProof(HttpContext http, App app, Presented presented)
    {
        if (presented.Method is ClientAuthMethod.SecretJwt or ClientAuthMethod.PrivateKeyJwt)
        {
            if (app.AuthMethod != presented.Method) throw Refused(presented, Failed);
            await assertions.RequireGenuine(http, app, presented.Credential!);
            return;
        }
        // FAPI 2.0 Security Profile §5.3.2.1: whatever its registration says, a secret that travels proves nothing here.
        if (app.IsFapi2) throw Refused(presented, Failed);
        if (app.Public)
        {
            if (presented.Credential is not null) throw Refused(presented, Failed);
            return;
        }
        if (presented.Credential is null || app.Secrets.Count == 0) throw Refused(presented, Failed);
        // The secret is compared before the method is: which of the two was wrong is for the secret's holder to know. One that is to sign is never sent.
        if (!HasSecret(app, presented.Credential))
            throw Refused(presented, "The client secret supplied for a confidential client is invalid.");
        if (!Sending.Contains(app.AuthMethod) || !Sending.Contains(presented.Method)) throw Refused(presented, Failed);
    }

    private static bool HasSecret(App app, string presented)
    {
        for (var i = 0; i < app.Secrets.Count; i++)
            if (app.Secrets[i].Is(presented)) return true;
        return false;
    }

    private static Presented Read(HttpContext http, Parameters form)
    {
        var header = http.Request.Headers.Authorization;
        if (form.Has(Parameter.ClientAssertion) || form.Has(Parameter.ClientAssertionType)) return ReadAssertion(header.Count > 0, form);

        var said = form[Parameter.ClientId];
        if (header.Count == 0)
        {
            if (said is null) throw OAuthException.InvalidClient("No client credentials found.");
            return new Presented(said, form[Parameter.ClientSecret], form.Has(Parameter.ClientSecret) ? ClientAuthMethod.Post : ClientAuthMethod.None, false);
        }

        if (header.Count > 1 || !header[0]!.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
            throw OAuthException.InvalidClientByBasic("The Authorization header must be one of the Basic scheme.");
        if (form.Has(Parameter.ClientSecret)) throw OAuthException.ManyCredentials(ManyCredentials);
        var (id, secret) = Basic(header[0].AsSpan("Basic ".Length).Trim());
        if (said is not null && said != id)
            throw OAuthException.ManyCredentials("The client_id of the Authorization header differs from the 'client_id' parameter.");
        return new Presented(id, secret, secret is null ? ClientAuthMethod.None : ClientAuthMethod.Basic, true);
    }

    /// <summary>RFC 7521 §4.2: the assertion says whose it is, and a client_id beside it must say the same.</summary>
    private static Presented ReadAssertion(bool headerToo, Parameters form)
    {
        if (headerToo || form.Has(Parameter.ClientSecret)) throw OAuthException.ManyCredentials(ManyCredentials);
        if (form[Parameter.ClientAssertionType] != ClientAssertions.Type)
            throw OAuthException.InvalidClient($"The 'client_assertion_type' parameter must be {ClientAssertions.Type}.");
        var assertion = form[Parameter.ClientAssertion] ?? throw OAuthException.InvalidClient("The 'client_assertion' parameter is required.");
        if (ClientAssertions.Claimed(assertion) is not var (clientId, bySecret))
            throw OAuthException.InvalidClient("The 'client_assertion' parameter must be a signed JWT whose 'iss' and 'sub' are the client_id.");
        if (form[Parameter.ClientId] is { } inBody && inBody != clientId)
            throw OAuthException.InvalidClient("The client_id of the client_assertion differs from the 'client_id' parameter.");
        return new Presented(clientId, assertion, bySecret ? ClientAuthMethod.SecretJwt : ClientAuthMethod.PrivateKeyJwt, false);
    }

    /// <summary>RFC 6749 §2.3.1; auth-js sends a public client's id with an empty secret, or without even the colon (contract §2.0).</summary>
    private static (string Id, string? Secret) Basic(ReadOnlySpan<char> credentials)
    {
        Span<byte> buffer = credentials.Length <= ShortCredentials ? stackalloc byte[ShortCredentials] : new byte[credentials.Length];
        Span<char> room = credentials.Length <= ShortCredentials ? stackalloc char[ShortCredentials] : new char[credentials.Length];
        int letters;
        try
        {
            if (!Convert.TryFromBase64Chars(credentials, buffer, out var length))
                throw OAuthException.InvalidClientByBasic("The Authorization header is not valid Base64.");
            letters = Strict.GetChars(buffer[..length], room);
        }
        catch (ArgumentException)
        {
            throw OAuthException.InvalidClientByBasic("The Authorization header is not valid UTF-8.");
        }
        ReadOnlySpan<char> text = room[..letters];
        var colon = text.IndexOf(':');
        var id = FormDecode(colon < 0 ? text : text[..colon]);
        var secret = colon < 0 ? "" : FormDecode(text[(colon + 1)..]);
        return (id, secret.Length == 0 ? null : secret);
    }

    private static string FormDecode(ReadOnlySpan<char> text) =>
        text.IndexOfAny('+', '%') < 0 ? text.ToString() : Uri.UnescapeDataString(text.ToString().Replace('+', ' '));

    private static OAuthException Refused(Presented presented, string description) =>
        presented.InHeader ? OAuthException.InvalidClientByBasic(description) : OAuthException.InvalidClient(description);

    private readonly record struct Presented(string ClientId, string? Credential, string Method, bool InHeader)
    {
        public override string ToString() => $"{ClientId} by {Method}";
    }
}
