using System.Text;
using Latchkey.Protocol;

namespace Latchkey.Testing;

/// <summary>An app registered at the org, with the protocol's verbs.</summary>
public sealed record TestApp(TestOrg Org, string ClientId, string? ClientSecret, string RedirectUri)
{
    /// <summary>Where it begins and redeems: the default authorization server unless told otherwise.</summary>
    public string Issuer { get; init; } = Org.Issuer;

    /// <summary>The key it proves its requests with (RFC 9449); null: it sends no proofs.</summary>
    public DPoPKey? Key { get; init; }

    private string Endpoints => Issuer == Org.Url ? Org.Url + "/oauth2/v1" : Issuer + "/v1";

    /// <summary>A verifier a test can do without: of the right form, always the same.</summary>
    public const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    /// <summary>The authorization request; a null value takes a parameter out.</summary>
    public string AuthorizeUrl(string scope = "openid profile offline_access", params (string Name, string? Value)[] changes)
    {
        var parameters = new Dictionary<string, string?>
        {
            ["client_id"] = ClientId, ["response_type"] = "code", ["scope"] = scope, ["redirect_uri"] = RedirectUri, ["state"] = "state-1",
            ["nonce"] = "nonce-1",
            ["code_challenge"] = Pkce.Challenge(Verifier), ["code_challenge_method"] = "S256",
        };
        foreach (var (name, value) in changes) parameters[name] = value;
        return $"{Endpoints}/authorize?" + string.Join('&',
            parameters.Where(p => p.Value is not null).Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value!)}"));
    }

    /// <summary>A person signs in in a fresh browser, or in one given; what the browser ends at.</summary>
    public async Task<TestPage> SignInAsync(TestPerson person, string scope = "openid profile offline_access", TestBrowser? browser = null,
        params (string Name, string? Value)[] changes)
    {
        using var fresh = browser is null ? Org.Browser() : null;
        return await (browser ?? fresh!).SignInAsync(AuthorizeUrl(scope, changes), person);
    }

    /// <summary>A code for a person, ready to be redeemed.</summary>
    public async Task<string> CodeAsync(TestPerson person, string scope = "openid profile offline_access", TestBrowser? browser = null,
        params (string Name, string? Value)[] changes)
    {
        var end = await SignInAsync(person, scope, browser, changes);
        return end.Parameter("code") ?? throw new InvalidOperationException($"No code: {end.Status} {end.LeadsTo} {end.Text}");
    }

    /// <summary>Redeems a code.</summary>
    public Task<TestAnswer> RedeemAsync(string code, string? verifier = Verifier, string? redirectUri = null) => TokenAsync(
        ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirectUri ?? RedirectUri), ("code_verifier", verifier));

    /// <summary>Presents a refresh token.</summary>
    public Task<TestAnswer> RefreshAsync(string refreshToken, string? scope = null) =>
        TokenAsync(("grant_type", "refresh_token"), ("refresh_token", refreshToken), ("scope", scope));

    /// <summary>Signs a person in and redeems the code.</summary>
    public async Task<TestAnswer> TokensAsync(TestPerson person, string scope = "openid profile offline_access") =>
        await RedeemAsync(await CodeAsync(person, scope));

    /// <summary>Any call to /token, with this app's credentials.</summary>
    public Task<TestAnswer> TokenAsync(params (string Name, string? Value)[] form) => PostAsync("/token", form);

    /// <summary>Asks about a token.</summary>
    public Task<TestAnswer> IntrospectAsync(string token) => PostAsync("/introspect", ("token", token));

    /// <summary>Gives a token up.</summary>
    public Task<TestAnswer> RevokeAsync(string token) => PostAsync("/revoke", ("token", token));

    /// <summary>Asks who a token is about: with a proof when it has a key, as a bearer otherwise.</summary>
    public Task<TestAnswer> UserInfoAsync(string accessToken) => SendAsync(() =>
    {
        var request = new HttpRequestMessage(HttpMethod.Get, Endpoints + "/userinfo");
        request.Headers.TryAddWithoutValidation("Authorization", $"{(Key is null ? "Bearer" : DPoPProof.Header)} {accessToken}");
        return request;
    }, accessToken);

    /// <summary>
    /// Any form post to an endpoint of its authorization server, with this app's credentials: Basic when it has a secret, client_id otherwise.
    /// </summary>
    public Task<TestAnswer> PostAsync(string endpoint, params (string Name, string? Value)[] form) => SendAsync(() =>
    {
        var values = form.Where(f => f.Value is not null).Select(f => new KeyValuePair<string, string>(f.Name, f.Value!)).ToList();
        var request = new HttpRequestMessage(HttpMethod.Post, Endpoints + endpoint);
        if (ClientSecret is null) values.Add(new("client_id", ClientId));
        else request.Headers.TryAddWithoutValidation("Authorization",
        "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(ClientId)}:{Uri.EscapeDataString(ClientSecret)}")));
        request.Content = new FormUrlEncodedContent(values);
        return request;
    });

    private async Task<TestAnswer> SendAsync(Func<HttpRequestMessage> make, string? accessToken = null)
    {
        if (Key is not null) return await Key.SendAsync(Org, make, accessToken);
        using var request = make();
        return await TestAnswer.Of(await Org.Http.SendAsync(request));
    }
}
