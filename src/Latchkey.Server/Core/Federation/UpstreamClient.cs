using System.Text;
using System.Text.Json;
using Latchkey.Protocol;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Federation;

/// <summary>
/// This server as a client of somebody else's: sends a person there with PKCE, a nonce and a state of one use, and takes what comes back for a code.
/// OpenID Connect Core §3.1, RFC 7636, RFC 9700 §2.1.
/// </summary>
internal sealed class UpstreamClient(IdentityProviders providers, UpstreamDocuments documents, UpstreamRequests requests, UpstreamIdTokens idTokens,
    AppleSecrets apple, UpstreamAssertions assertions, OutgoingHttp outgoing)
{
    /// <summary>Where providers send people back to. Contract §2.1.</summary>
    public const string Callback = "/oauth2/v1/authorize/callback";

    private const int LongestToken = 16_384;

    /// <summary>The address to send a person's browser to.</summary>
    /// <param name="org">Where they want to sign in.</param>
    /// <param name="provider">Where they do it.</param>
    /// <param name="browser">What tells their browser from others.</param>
    /// <param name="flow">The sign-in that waits for them.</param>
    /// <param name="wish">What else the provider should know.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="OutgoingException">The provider cannot be reached.</exception>
    public async Task<string> Leave(Org org, IdentityProvider provider, string browser, string flow, UpstreamWish wish, CancellationToken ct)
    {
        var about = await documents.About(provider, ct);
        var (nonce, verifier) = (Secrets.New(), Pkce.NewVerifier());
        var state = await requests.Begin(org, browser, new(provider.Id, nonce, verifier, flow) { Since = wish.Since?.ToUnixTimeSeconds() }, ct);
        var parameters = new List<KeyValuePair<string, string?>>
        {
            new(Parameter.ClientId, provider.Upstream.ClientId), new(Parameter.ResponseType, "code"), new(Parameter.RedirectUri, org.Url + Callback),
            new(Parameter.Scope, string.Join(' ', provider.Upstream.Scopes)), new(Parameter.State, state), new(Parameter.Nonce, nonce),
            new(Parameter.CodeChallenge, Pkce.Challenge(verifier)), new(Parameter.CodeChallengeMethod, Pkce.Method),
        };
        // Apple answers who asks for a name or an address by a form alone.
        if (provider.Type == ProviderType.Apple) parameters.Add(new(Parameter.ResponseMode, "form_post"));
        if (wish.LoginHint is { Length: > 0 and < 256 } hint) parameters.Add(new(Parameter.LoginHint, hint));
        // Google knows no "login"; to choose an account is the nearest that it has. Whoever is told how old a sign-in may be has to say how old it is.
        if (wish.Since is not null) parameters.Add(new(Parameter.Prompt, provider.Type == ProviderType.Google ? "select_account" : "login"));
        if (wish.Since is not null && provider.Type is not (ProviderType.Google or ProviderType.Apple)) parameters.Add(new(Parameter.MaxAge, "0"));
        var address = about.AuthorizationUrl;
        return address + QueryString.Create(parameters).Value!.Replace('?', address.Contains('?', StringComparison.Ordinal) ? '&' : '?');
    }

    /// <summary>Who came back, and with what.</summary>
    /// <param name="org">Where to.</param>
    /// <param name="provider">From where.</param>
    /// <param name="asked">What was asked of it.</param>
    /// <param name="code">What it sent them with.</param>
    /// <param name="issuer">Who it says it is: RFC 9207; null: it does not say.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="UpstreamException">It is not to be believed.</exception>
    /// <exception cref="OutgoingException">It cannot be reached.</exception>
    public async Task<(UpstreamPerson Person, UpstreamTokens Tokens)> Return(Org org, IdentityProvider provider, UpstreamRequest asked, string code,
        string? issuer, CancellationToken ct)
    {
        var about = await documents.About(provider, ct);
        RequireOf(about, issuer);
        var tokens = await Redeem(org, provider, about, asked, code, ct);
        var person = await idTokens.Read(provider, about, tokens.IdToken.Value, asked, ct);
        if (person.IsWhole || about.UserInfoUrl is not { } address || tokens.Access is not { } access) return (person, tokens);
        var answer = await outgoing.Send(new OutgoingRequest(HttpMethod.Get, address)
        {
            Accept = "application/json", Headers = [new("Authorization", $"Bearer {access.Value}")],
        }, ct);
        if (answer.Status != 200 || Jws.ParseObject(answer.Body) is not { } said)
            throw new UpstreamException($"The userinfo endpoint answers {answer.Status}.");
        return (person.With(said) ?? throw new UpstreamException("The userinfo endpoint speaks of somebody else."), tokens);
    }

    /// <summary>An answer of another provider in this one's name is a mix-up. RFC 9207 §2.4, RFC 9700 §4.4.</summary>
    /// <exception cref="UpstreamException">It is one.</exception>
    /// <exception cref="OutgoingException">The provider cannot be reached.</exception>
    public async Task RequireAnswerOf(IdentityProvider provider, string? issuer, CancellationToken ct) =>
        RequireOf(await documents.About(provider, ct), issuer);

    private static void RequireOf(UpstreamMetadata about, string? issuer)
    {
        if (!about.MayHaveAnswered(issuer)) throw new UpstreamException(issuer is null ? "The answer does not say who gave it." : "Another provider answered.");
    }

    private async Task<UpstreamTokens> Redeem(Org org, IdentityProvider provider, UpstreamMetadata about, UpstreamRequest asked, string code,
        CancellationToken ct)
    {
        var upstream = provider.Upstream;
        var form = new List<KeyValuePair<string, string>>
        {
            new(Parameter.GrantType, GrantType.AuthorizationCode), new(Parameter.Code, code), new(Parameter.RedirectUri, org.Url + Callback),
            new(Parameter.CodeVerifier, asked.Verifier),
        };
        var headers = new List<KeyValuePair<string, string>>();
        var secret = upstream.Public || upstream.SignsItself ? null : providers.SecretOf(provider);
        if (provider.Type == ProviderType.Apple && secret is { } key) secret = apple.For(provider, key);
        if (secret is { } known && about.TakesBasic && provider.Type != ProviderType.Apple)
            headers.Add(new("Authorization", $"Basic {BasicOf(upstream.ClientId, known)}"));
        else
        {
            form.Add(new(Parameter.ClientId, upstream.ClientId));
            if (secret is { } sent) form.Add(new(Parameter.ClientSecret, sent.Value));
            if (upstream.SignsItself)
            {
                form.Add(new(Parameter.ClientAssertionType, UpstreamAssertions.Type));
                form.Add(new(Parameter.ClientAssertion, (await assertions.For(org, provider, ct)).Value));
            }
        }
        var answer = await outgoing.Send(new OutgoingRequest(HttpMethod.Post, about.TokenUrl)
        {
            Accept = "application/json", Form = form, Headers = headers,
        }, ct);
        var said = Jws.ParseObject(answer.Body);
        if (answer.Status != 200 || said is not { } body)
        {
            var error = said is { } no && Jws.StringOf(no, "error") is { Length: < 100 } named ? $" {LogText.Line(named)}" : "";
            throw new UpstreamException($"The token endpoint answers {answer.Status}{error}.");
        }
        return Read(body);
    }

    private static UpstreamTokens Read(JsonElement said)
    {
        var idToken = Jws.StringOf(said, "id_token") ?? throw new UpstreamException("The token endpoint hands out no ID token.");
        Secret? TokenOf(string name) => Jws.StringOf(said, name) is { Length: > 0 and <= LongestToken } text && text.All(c => c is > ' ' and <= '~')
            ? new Secret(text) : null;
        return new(new(idToken), TokenOf("access_token"), TokenOf("refresh_token"), Jws.StringOf(said, "scope"),
            Jws.NumberOf(said, "expires_in") is { } seconds and >= 0 and < int.MaxValue ? seconds : null);
    }

    /// <summary>RFC 6749 §2.3.1: each part encoded as in a form.</summary>
    private static string BasicOf(string clientId, Secret secret) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Uri.EscapeDataString(clientId)}:{Uri.EscapeDataString(secret.Value)}"));
}
