using System.Text;
using Latchkey.Protocol;
using Latchkey.Server.Orgs;
using Latchkey.Server.Web;

namespace Latchkey.Server.Apps;

/// <summary>Which app is calling, proven the way it registered. RFC 6749 §2.3 and §3.2.1, contract §2.0.</summary>
public sealed class ClientAuthentication(Apps apps)
{
    /// <summary>What this authentication understands; discovery lists the same.</summary>
    public static readonly IReadOnlyList<string> Methods = [ClientAuthMethod.Basic, ClientAuthMethod.Post, ClientAuthMethod.None];

    private const string Failed = "Client authentication failed. Either the client or the client credentials are invalid.";

    /// <param name="http">The call.</param>
    /// <param name="form">Its body.</param>
    /// <param name="idInQuery">Introspection takes a public client's id from the query as well (contract §2.6).</param>
    public async Task<App> Authenticate(HttpContext http, Parameters form, bool idInQuery = false)
    {
        var presented = Read(http, form, idInQuery);
        var app = await apps.Find(http.Org.Id, presented.ClientId, http.RequestAborted);
        if (app is not { Active: true }) throw Refused(presented, "Invalid value for 'client_id' parameter.");

        if (app.Public) return presented.Secret is null ? app : throw Refused(presented, Failed);
        if (presented.Secret is null) throw Refused(presented, Failed);
        // The secret is compared before the method is: which of the two was wrong is for the secret's holder to know.
        if (app.Secret is not { } secret || !secret.Is(presented.Secret)) throw Refused(presented, "The client secret supplied for a confidential client is invalid.");
        if (app.AuthMethod != presented.Method) throw Refused(presented, Failed);
        return app;
    }

    private static Presented Read(HttpContext http, Parameters form, bool idInQuery)
    {
        if (form.Has(Parameter.ClientAssertion)) throw OAuthException.InvalidClient("Client assertions are not supported by the authorization server. Configured methods: [client_secret_basic, client_secret_post, none].");

        var inBody = form[Parameter.ClientId] ?? (idInQuery && http.Request.Query[Parameter.ClientId] is { Count: 1 } query ? query[0] : null);
        var header = http.Request.Headers.Authorization;
        if (header.Count == 0)
        {
            if (inBody is null) throw OAuthException.InvalidClient("No client credentials found.");
            return new Presented(inBody, form[Parameter.ClientSecret], form.Has(Parameter.ClientSecret) ? ClientAuthMethod.Post : ClientAuthMethod.None, false);
        }

        if (header.Count > 1 || !header[0]!.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)) throw OAuthException.InvalidClientByBasic("The Authorization header must be one of the Basic scheme.");
        if (form.Has(Parameter.ClientSecret)) throw OAuthException.ManyCredentials("Cannot supply multiple client credentials. Use one of the following: [client_secret_basic, client_secret_post].");
        var (id, secret) = Basic(header[0]!["Basic ".Length..].Trim());
        if (inBody is not null && inBody != id) throw OAuthException.ManyCredentials("The client_id of the Authorization header differs from the 'client_id' parameter.");
        return new Presented(id, secret, secret is null ? ClientAuthMethod.None : ClientAuthMethod.Basic, true);
    }

    /// <summary>RFC 6749 §2.3.1; auth-js sends a public client's id with an empty secret, or without even the colon (contract §2.0).</summary>
    private static (string Id, string? Secret) Basic(string credentials)
    {
        var buffer = new byte[credentials.Length];
        string text;
        try
        {
            if (!Convert.TryFromBase64String(credentials, buffer, out var length)) throw OAuthException.InvalidClientByBasic("The Authorization header is not valid Base64.");
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(buffer, 0, length);
        }
        catch (ArgumentException)
        {
            throw OAuthException.InvalidClientByBasic("The Authorization header is not valid UTF-8.");
        }
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var id = FormDecode(colon < 0 ? text : text[..colon]);
        var secret = colon < 0 ? "" : FormDecode(text[(colon + 1)..]);
        return (id, secret.Length == 0 ? null : secret);
    }

    private static string FormDecode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private static OAuthException Refused(Presented presented, string description) =>
        presented.InHeader ? OAuthException.InvalidClientByBasic(description) : OAuthException.InvalidClient(description);

    private sealed record Presented(string ClientId, string? Secret, string Method, bool InHeader)
    {
        public override string ToString() => $"{ClientId} by {Method}";
    }
}
