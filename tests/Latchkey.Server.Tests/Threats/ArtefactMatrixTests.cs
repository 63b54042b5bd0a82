using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Latchkey.Protocol;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Threats;

/// <summary>Who shows an artefact, and when.</summary>
public enum Shown { Itself, OtherClient, OtherOrg, OtherPerson, OtherKey, Expired, Used, RestartFresh, RestartUsed }

/// <summary>
/// Everything that is handed out to be shown again, against everybody who might show it, and when: the exact answer each
/// time. Threats §1 row 4. A cell that makes no sense says why, after a dash.
/// </summary>
public sealed class ArtefactMatrixTests : IAsyncLifetime
{
    private const string DeviceGrant = "urn:ietf:params:oauth:grant-type:device_code";
    private const string CibaGrant = "urn:openid:params:grant-type:ciba";
    private const string ExchangeGrant = "urn:ietf:params:oauth:grant-type:token-exchange";
    private const string IdTokenType = "urn:ietf:params:oauth:token-type:id_token";
    private const string AccessTokenType = "urn:ietf:params:oauth:token-type:access_token";
    private const string Good = "Better-Horse-8";

    private const string Bearer = "— it is not bound to a key: what it is exchanged for is";
    private const string AppOnly = "— an app shows it, without a person";
    private const string AnyApp = "— it is the person's, for any app";

    private static readonly JsonArray NativeGrants = ["authorization_code", "refresh_token", DeviceGrant, ExchangeGrant];

    private readonly Dictionary<string, TestBrowser> browsers = [];
    private readonly Dictionary<string, TestPage> pages = [];
    private readonly Dictionary<string, TestAnswer> grants = [];
    private readonly Dictionary<string, string> codes = [];
    private readonly AppKey key = new();
    private TestOrg org = null!;
    private TestApp native = null!, otherNative = null!, foreignNative = null!, teller = null!, otherTeller = null!, foreignTeller = null!, asking = null!, signing = null!, otherSigning = null!;
    private TestPerson person = null!, otherPerson = null!;
    private string otherUrl = "";
    private HttpClient otherApi = null!;

    public async Task InitializeAsync()
    {
        org = await TestOrg.StartAsync();
        (otherUrl, otherApi) = await org.AnotherOrg();
        (person, otherPerson) = (await org.CreatePersonAsync(), await org.CreatePersonAsync());
        JsonObject Native() => new() { ["grant_types"] = NativeGrants.DeepClone(), ["refresh_token"] = new JsonObject { ["rotation_type"] = "ROTATE" } };
        JsonObject Web(params string[] more) => new() { ["grant_types"] = new JsonArray([.. (string[])["authorization_code", "refresh_token", .. more]]), ["jwks"] = AppKey.Jwks(key) };
        (native, otherNative, foreignNative) = (await org.CreateAppAsync("native", Native()), await org.CreateAppAsync("native", Native()), await Foreign("native", Native()));
        (teller, otherTeller, foreignTeller) = (await org.CreateAppAsync("web", Web(CibaGrant)), await org.CreateAppAsync("web", Web(CibaGrant)), await Foreign("web", Web(CibaGrant)));
        (signing, otherSigning) = (await org.CreateAppAsync("web", Web()), await org.CreateAppAsync("web", Web()));
        (await org.Post("/authorizationServers/default/scopes", new JsonObject { ["name"] = "diary", ["consent"] = "REQUIRED" })).ShouldBe(HttpStatusCode.Created);
        asking = await org.CreateAppAsync("native", new JsonObject { ["consent_method"] = "REQUIRED" });
    }

    public async Task DisposeAsync()
    {
        foreach (var browser in browsers.Values) browser.Dispose();
        otherApi.Dispose();
        key.Dispose();
        await org.DisposeAsync();
    }

    /// <param name="Name">What it is.</param>
    /// <param name="Lifetime">After this it is over; null: it ends with what it belongs to.</param>
    /// <param name="Make">A fresh one.</param>
    /// <param name="Show">What comes of it: "ok", or the status and the error.</param>
    /// <param name="Expected">For each way of showing it.</param>
    /// <param name="UseUp">How it is used up, where showing it once is not enough.</param>
    private sealed record Artefact(string Name, TimeSpan? Lifetime, Func<Task<string>> Make, Func<string, Shown, Task<string>> Show, Dictionary<Shown, string> Expected, Func<string, Task>? UseUp = null);

    private static Dictionary<Shown, string> Row(string otherClient, string otherOrg, string otherPerson, string otherKey, string expired, string used, string fresh = "ok", string? usedAfter = null) => new()
    {
        [Shown.Itself] = "ok", [Shown.OtherClient] = otherClient, [Shown.OtherOrg] = otherOrg, [Shown.OtherPerson] = otherPerson, [Shown.OtherKey] = otherKey,
        [Shown.Expired] = expired, [Shown.Used] = used, [Shown.RestartFresh] = fresh, [Shown.RestartUsed] = usedAfter ?? used,
    };

    private Artefact Find(string name) => name switch
    {
        "authorization code" => new(name, TimeSpan.FromMinutes(11), () => native.CodeAsync(person), (code, by) => Answer(Native(by).RedeemAsync(code)),
            Row("400 invalid_grant", "400 invalid_grant", AppOnly, "— see the bound code", "400 invalid_grant", "400 invalid_grant")),
        "authorization code, bound to a key" => new(name, TimeSpan.FromMinutes(11), BoundCode, (code, by) => Answer((Native(by) with { Key = KeyOf(by) }).RedeemAsync(code)),
            Row("400 invalid_grant", "400 invalid_grant", AppOnly, "400 invalid_grant", "400 invalid_grant", "400 invalid_grant")),
        "pushed request_uri" => new(name, TimeSpan.FromMinutes(61), async () => (await native.PushAsync())["request_uri"]!, VisitPushed,
            Row("400 page", "400 page", "— it names no person: whoever visits it signs in", Bearer, "400 page", "400 page")),
        "device code" => new(name, TimeSpan.FromSeconds(601), ApprovedDevice, (code, by) => Answer(Native(by).TokenAsync(("grant_type", DeviceGrant), ("device_code", code))),
            Row("400 invalid_grant", "400 invalid_grant", AppOnly, Bearer, "400 expired_token", "400 invalid_grant")),
        "approval form of a user code" => new(name, TimeSpan.FromSeconds(601), ApprovalForm, SubmitApproval,
            Row("— it names the request, which names the app", "400 page", "400 page", Bearer, "400 page", "400 page")),
        "auth_req_id" => new(name, TimeSpan.FromSeconds(301), ApprovedCiba, (id, by) => Answer(Teller(by).TokenAsync(("grant_type", CibaGrant), ("auth_req_id", id))),
            Row("400 invalid_grant", "400 invalid_grant", AppOnly, Bearer, "400 expired_token", "400 invalid_grant")),
        "refresh token" => new(name, TimeSpan.FromDays(8), async () => (await native.TokensAsync(person)).RefreshToken, (token, by) => Answer(Native(by).RefreshAsync(token)),
            Row("400 invalid_grant", "400 invalid_grant", AppOnly, "— see the bound token", "400 invalid_grant", "400 invalid_grant"),
            // Its predecessor may be shown again, in case the answer was lost; one older than that may not.
            async token => await native.RefreshAsync((await native.RefreshAsync(token)).RefreshToken)),
        "refresh token, bound to a key" => new(name, TimeSpan.FromDays(8), async () => (await (native with { Key = ownKey }).RedeemAsync(await native.CodeAsync(person))).RefreshToken, (token, by) => Answer((Native(by) with { Key = KeyOf(by) }).RefreshAsync(token)),
            Row("400 invalid_grant", "400 invalid_grant", AppOnly, "400 invalid_grant", "400 invalid_grant", "400 invalid_grant"),
            async token => await (native with { Key = ownKey }).RefreshAsync((await (native with { Key = ownKey }).RefreshAsync(token)).RefreshToken)),
        "device_secret" => new(name, TimeSpan.FromDays(8), DeviceSecret, ExchangeSecret,
            Row("— it is for every app of its maker that may exchange tokens", "400 invalid_request", "400 invalid_request", Bearer, "400 invalid_grant", "400 invalid_grant"), secret => native.RevokeAsync(secret)),
        "sessionToken" => new(name, TimeSpan.FromSeconds(301), () => org.SessionToken(person), async (token, by) => Answered(await org.Visit(Native(by).AuthorizeUrl(changes: [("sessionToken", token), ("prompt", "none")]))),
            Row(AnyApp, "login_required", "— whoever shows it is its person", Bearer, "login_required", "login_required")),
        "interclient token" => new(name, TimeSpan.FromSeconds(301), InterclientToken, async (token, by) => Answered(await org.Visit((by switch { Shown.OtherClient => signing, Shown.OtherOrg => foreignTeller, _ => teller }).AuthorizeUrl("openid", [("interclient_token", token), ("prompt", "none")]))),
            Row("login_required", "login_required", "— whoever shows it is its person", Bearer, "login_required", "login_required")),
        "link to reset a password" => new(name, TimeSpan.FromDays(8), ResetLink, PostLink, Row("— no app has a part in it", "404 page", "— whoever shows it has the mailbox", Bearer, "410 page", "410 page")),
        "link to a first password" => new(name, TimeSpan.FromDays(8), WelcomeLink, PostLink, Row("— no app has a part in it", "404 page", "— whoever shows it has the mailbox", Bearer, "410 page", "410 page")),
        "sign-up code" => new(name, TimeSpan.FromMinutes(16), SignUpCode, SubmitSignUp, Row("— the form names the app", "404 page", "400 page", Bearer, "400 page", "400 page")),
        "consent form" => new(name, TimeSpan.FromMinutes(61), ConsentForm, SubmitConsent, Row("— the form names the app", "400 page", "400 page", Bearer, "400 page", "400 page")),
        "sign-in form" => new(name, TimeSpan.FromMinutes(61), SignInForm, SubmitSignIn,
            Row("— the form names the app", "400 page", "400 page", Bearer, "400 page", "— the same person may sign in to the same request again", usedAfter: "—")),
        "registration access token" => new(name, null, Register, ReadClient,
            Row("401 invalid_token", "401 invalid_token", AppOnly, Bearer, "— it lives as long as its client", "401 invalid_token"), DeleteClient),
        "client assertion" => new(name, TimeSpan.FromMinutes(2), async () => Assertion(await Signer()), ShowAssertion,
            Row("401 invalid_client", "401 invalid_client", AppOnly, "— it is a signature of the app's own key", "401 invalid_client", "401 invalid_client")),
        "DPoP proof" => new(name, TimeSpan.FromMinutes(6), Proof, ShowProof,
            // What was made before a restart is not believed after it: the client is handed a nonce, and tries again (decision 0010).
            Row("— the token says the app", "401 invalid_token", "— the token says the person", "401 invalid_dpop_proof", "401 use_dpop_nonce", "401 invalid_dpop_proof", fresh: "401 use_dpop_nonce", usedAfter: "401 use_dpop_nonce")),
        "request object" => new(name, TimeSpan.FromMinutes(6), () => Task.FromResult(RequestObject()), VisitObject,
            Row("400 page", "400 page", "— it names no person", Bearer, "400 page", "400 page")),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    [Theory]                                                           // threats §1 row 4
    [InlineData("authorization code"), InlineData("authorization code, bound to a key"), InlineData("pushed request_uri"), InlineData("device code"), InlineData("approval form of a user code")]
    [InlineData("auth_req_id"), InlineData("refresh token"), InlineData("refresh token, bound to a key"), InlineData("device_secret"), InlineData("sessionToken"), InlineData("interclient token")]
    [InlineData("link to reset a password"), InlineData("link to a first password"), InlineData("sign-up code"), InlineData("consent form"), InlineData("sign-in form")]
    [InlineData("registration access token"), InlineData("client assertion"), InlineData("DPoP proof"), InlineData("request object")]
    public async Task Each_artefact_is_good_for_one_use_by_one_party_in_its_time(string name)
    {
        var artefact = Find(name);
        var seen = new Dictionary<Shown, string>();
        foreach (var by in Enum.GetValues<Shown>().Where(by => by < Shown.RestartFresh))
        {
            if (artefact.Expected[by].StartsWith('—')) continue;
            var held = await artefact.Make();
            if (by == Shown.Used) await UseUp(artefact, held);
            if (by == Shown.Expired) org.Clock.Advance(artefact.Lifetime!.Value);
            seen[by] = await artefact.Show(held, by);
        }

        var (fresh, used) = (await artefact.Make(), artefact.Expected[Shown.RestartUsed].StartsWith('—') ? null : await artefact.Make());
        if (used is not null) await UseUp(artefact, used);
        org.Clock.Advance(TimeSpan.FromSeconds(2));                      // no server is up again within the second
        org = await org.RestartAsync();
        (native, otherNative, foreignNative, teller, otherTeller, foreignTeller, asking, signing, otherSigning) = (Here(native), Here(otherNative), Here(foreignNative), Here(teller), Here(otherTeller), Here(foreignTeller), Here(asking), Here(signing), Here(otherSigning));
        if (used is not null) seen[Shown.RestartUsed] = await artefact.Show(used, Shown.RestartUsed);
        seen[Shown.RestartFresh] = await artefact.Show(fresh, Shown.RestartFresh);

        Table(seen).ShouldBe(Table(artefact.Expected.Where(cell => !cell.Value.StartsWith('—'))));
    }

    private TestApp Here(TestApp app) => app with { Org = org };

    private static string Table(IEnumerable<KeyValuePair<Shown, string>> cells) => string.Join('\n', cells.OrderBy(cell => cell.Key).Select(cell => $"{cell.Key}: {cell.Value}"));

    private static async Task UseUp(Artefact artefact, string held)
    {
        if (artefact.UseUp is { } use) await use(held);
        else (await artefact.Show(held, Shown.Itself)).ShouldBe("ok", artefact.Name + ", its first use");
    }

    // Who shows it.

    private readonly DPoPKey ownKey = new();
    private readonly DPoPKey otherKey = new();

    private DPoPKey KeyOf(Shown by) => by == Shown.OtherKey ? otherKey : ownKey;

    private TestApp Native(Shown by) => by switch { Shown.OtherClient => otherNative, Shown.OtherOrg => foreignNative, _ => native };

    private TestApp Teller(Shown by) => by switch { Shown.OtherClient => otherTeller, Shown.OtherOrg => foreignTeller, _ => teller };

    private async Task<TestApp> Foreign(string type, JsonObject oauth)
    {
        oauth["application_type"] = type;
        oauth["redirect_uris"] = new JsonArray("http://127.0.0.1/callback");
        var body = new JsonObject { ["label"] = "Foreign", ["signOnMode"] = "OPENID_CONNECT", ["settings"] = new JsonObject { ["oauthClient"] = oauth } };
        using var answer = await otherApi.PostAsync("/api/v1/apps", new StringContent(body.ToJsonString(), null, "application/json"));
        var credentials = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["credentials"]!["oauthClient"]!;
        return new TestApp(org, credentials["client_id"]!.GetValue<string>(), credentials["client_secret"]?.GetValue<string>(), "http://127.0.0.1/callback") { Issuer = otherUrl + "/oauth2/default" };
    }

    private string At(Shown by, string url) => by == Shown.OtherOrg ? new Uri(new Uri(otherUrl), new Uri(new Uri(org.Url), url).PathAndQuery).ToString() : url;

    private async Task<TestBrowser> Browser(TestPerson? signedIn)
    {
        var browser = org.Browser();
        browsers[Secrets.New()] = browser;
        if (signedIn is not null) await native.CodeAsync(signedIn, browser: browser);
        return browser;
    }

    private async Task<TestBrowser> BrowserOf(string held, Shown by) => by == Shown.OtherPerson ? await Browser(otherPerson) : browsers[held];

    // What comes of it.

    private static async Task<string> Answer(Task<TestAnswer> asked)
    {
        var answer = await asked;
        return answer.Status == HttpStatusCode.OK ? "ok" : $"{(int)answer.Status} {answer["error"]}";
    }

    private static string Answered(Seen seen) => seen["code"] is not null ? "ok" : seen["error"] ?? $"{seen.Status} page";

    private static string Ended(TestPage page) => page.LeadsTo is not null ? page.Parameter("code") is not null ? "ok" : page.Parameter("error") ?? "nothing" : $"{(int)page.Status} page";

    // The artefacts.

    private async Task<string> BoundCode()
    {
        using var browser = org.Browser();
        return await native.CodeAsync(person, browser: browser, changes: ("dpop_jkt", ownKey.Thumbprint));
    }

    private async Task<string> VisitPushed(string uri, Shown by)
    {
        var app = Native(by);
        return Ended(await (await Browser(person)).OpenAsync($"{app.Issuer}/v1/authorize?client_id={app.ClientId}&request_uri={Uri.EscapeDataString(uri)}"));
    }

    private async Task<(TestAnswer Device, TestBrowser Browser, TestPage Question)> Device()
    {
        var device = await native.PostAsync("/device/authorize", ("scope", "openid"));
        var browser = await Browser(person);
        return (device, browser, await browser.SubmitAsync(await browser.OpenAsync("/activate?user_code=" + device["user_code"])));
    }

    private async Task<string> ApprovedDevice()
    {
        var (device, browser, question) = await Device();
        (await browser.SubmitAsync(question, ("answer", "approve"))).Text.ShouldContain("Approved");
        return device["device_code"]!;
    }

    private async Task<string> ApprovalForm()
    {
        var (_, browser, question) = await Device();
        var handle = question.Document.QuerySelector<IHtmlInputElement>("input[name=request]")!.Value;
        browsers[handle] = browser;
        return handle;
    }

    private async Task<string> SubmitApproval(string handle, Shown by)
    {
        var page = await (await BrowserOf(handle, by)).PostAsync(At(by, org.Url + "/activate/confirm"), ("request", handle), ("answer", "approve"));
        return page.Text.Contains("Approved", StringComparison.Ordinal) ? "ok" : $"{(int)page.Status} page";
    }

    private async Task<string> ApprovedCiba()
    {
        var asked = await teller.PostAsync("/bc/authorize", ("scope", "openid"), ("login_hint", person.Login), ("binding_message", Secrets.Digits(8)));
        asked.Status.ShouldBe(HttpStatusCode.OK, asked.Text);
        var browser = await Browser(person);
        var link = (await browser.OpenAsync("/approve")).Document.QuerySelectorAll<IHtmlAnchorElement>("a").First(a => a.GetAttribute("href")!.StartsWith("/approve/", StringComparison.Ordinal)).GetAttribute("href")!;
        (await browser.SubmitAsync(await browser.OpenAsync(link), ("answer", "approve"))).Text.ShouldContain("Approved");
        return asked["auth_req_id"]!;
    }

    private async Task<string> DeviceSecret()
    {
        var tokens = await native.TokensAsync(person, "openid device_sso offline_access");
        grants[tokens["device_secret"]!] = tokens;
        return tokens["device_secret"]!;
    }

    private async Task<string> ExchangeSecret(string secret, Shown by)
    {
        var idToken = by == Shown.OtherPerson ? (await native.TokensAsync(otherPerson, "openid device_sso offline_access")).IdToken : grants[secret].IdToken;
        return await Answer((by == Shown.OtherOrg ? foreignNative : otherNative).TokenAsync(("grant_type", ExchangeGrant), ("subject_token", idToken), ("subject_token_type", IdTokenType), ("actor_token", secret), ("actor_token_type", "urn:x-oath:params:oauth:token-type:device-secret"), ("scope", "openid")));
    }

    private async Task<string> InterclientToken()
    {
        await org.SendAsync(HttpMethod.Post, $"/api/v1/apps/{teller.ClientId}/interclient-allowed-apps", new JsonObject { ["id"] = native.ClientId });
        var tokens = await native.TokensAsync(person, "openid interclient_access");
        var way = await native.TokenAsync(("grant_type", ExchangeGrant), ("subject_token", tokens.IdToken), ("subject_token_type", IdTokenType), ("actor_token", tokens.AccessToken), ("actor_token_type", AccessTokenType),
            ("requested_token_type", "urn:okta:params:oauth:token-type:interclient_token"), ("audience", "urn:okta:apps:" + teller.ClientId));
        return way.AccessToken;
    }

    private async Task<string> ResetLink() => (await org.Post($"/users/{(await org.CreatePersonAsync()).Id}/lifecycle/reset_password?sendEmail=false")).ShouldSucceed()["resetPasswordUrl"]!;

    private async Task<string> WelcomeLink()
    {
        var login = $"new{Secrets.Digits(10)}@example.com";
        var made = (await org.Post("/users?activate=false", new JsonObject { ["profile"] = new JsonObject { ["login"] = login, ["email"] = login, ["firstName"] = "New", ["lastName"] = "Person" } })).ShouldSucceed();
        return (await org.Post($"/users/{made.Id}/lifecycle/activate?sendEmail=false")).ShouldSucceed()["activationUrl"]!;
    }

    private async Task<string> PostLink(string link, Shown by)
    {
        var page = await (await Browser(null)).PostAsync(At(by, link), ("password", Good), ("confirm", Good));
        return page.Status == HttpStatusCode.OK ? "ok" : $"{(int)page.Status} page";
    }

    private async Task<string> SignUpCode()
    {
        var (browser, email) = (await Browser(null), $"new{Secrets.Digits(10)}@example.com");
        var page = await browser.SubmitAsync(await browser.OpenAsync(native.AuthorizeUrl(changes: ("prompt", "create"))), ("firstName", "Ada"), ("lastName", "New"), ("email", email), ("password", Good));
        (browsers[email], pages[email], codes[email]) = (browser, page, await org.MailedCodeAsync(email));
        return email;
    }

    private async Task<string> SubmitSignUp(string email, Shown by) => Ended(await (await BrowserOf(email, by)).PostAsync(At(by, pages[email].Url.ToString()), ("code", codes[email])));

    private async Task<string> ConsentForm()
    {
        var browser = await Browser(await org.CreatePersonAsync());
        var page = await browser.OpenAsync(asking.AuthorizeUrl("openid diary"));
        page.Document.QuerySelector("#allow").ShouldNotBeNull(page.Text);
        var held = Secrets.New();
        (browsers[held], pages[held]) = (browser, page);
        return held;
    }

    private async Task<string> SubmitConsent(string held, Shown by)
    {
        var form = pages[held].Document.QuerySelector<IHtmlFormElement>("form")!;
        return Ended(await (await BrowserOf(held, by)).PostAsync(At(by, new Uri(pages[held].Url, form.GetAttribute("action")!).ToString()),
            [.. form.QuerySelectorAll<IHtmlInputElement>("input").Select(input => (input.Name!, input.Value)), ("decision", "allow")]));
    }

    private async Task<string> SignInForm()
    {
        var browser = await Browser(null);
        var page = await browser.OpenAsync(native.AuthorizeUrl());
        browsers[page.Url.ToString()] = browser;
        return page.Url.ToString();
    }

    private async Task<string> SubmitSignIn(string url, Shown by) => Ended(await (await BrowserOf(url, by)).PostAsync(At(by, url), ("identifier", person.Login), ("password", person.Password)));

    private async Task<string> Register()
    {
        var made = await TestAnswer.Of(await org.Http.PostAsync("/oauth2/v1/clients", new StringContent("""{"client_name":"Own","redirect_uris":["https://app.example/cb"]}""", null, "application/json")));
        grants[made["registration_access_token"]!] = made;
        return made["registration_access_token"]!;
    }

    private async Task<string> ReadClient(string token, Shown by)
    {
        var id = by == Shown.OtherClient ? grants[await Register()]["client_id"] : grants[token]["client_id"];
        return await Answer(AtClient(HttpMethod.Get, At(by, $"{org.Url}/oauth2/v1/clients/{id}"), token));
    }

    private async Task DeleteClient(string token) => await AtClient(HttpMethod.Delete, $"{org.Url}/oauth2/v1/clients/{grants[token]["client_id"]}", token);

    private async Task<TestAnswer> AtClient(HttpMethod method, string url, string token)
    {
        using var request = new HttpRequestMessage(method, url);
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        var answer = await TestAnswer.Of(await org.Http.SendAsync(request));
        return answer.Text.Length > 0 || answer.Status == HttpStatusCode.NoContent ? answer : answer with { Json = new JsonObject { ["error"] = answer.Headers.GetValueOrDefault("WWW-Authenticate", "").Contains("invalid_token", StringComparison.Ordinal) ? "invalid_token" : "" } };
    }

    private SigningApp? signer;

    private async Task<SigningApp> Signer() => signer = signer is null ? await SigningApp.Create(org, "private_key_jwt", key) : signer with { Org = org };

    private string Assertion(SigningApp app) => app.Assertion(org.Issuer);

    private async Task<string> ShowAssertion(string assertion, Shown by)
    {
        var seen = await org.PostForm(At(by, org.Issuer + "/v1/introspect"), "token=x&" + SigningApp.Presenting(assertion) + (by == Shown.OtherClient ? "&client_id=" + signing.ClientId : ""));
        return seen.Status == 200 ? "ok" : $"{seen.Status} {JsonNode.Parse(seen.Text)!["error"]}";
    }

    private async Task<string> Proof()
    {
        var tokens = await (native with { Key = ownKey }).RedeemAsync(await native.CodeAsync(person));
        ownKey.Nonce = otherKey.Nonce = null;
        var proof = ownKey.Proof(org, HttpMethod.Get, new Uri(org.Issuer + "/v1/userinfo"), tokens.AccessToken);
        grants[proof] = tokens;
        return proof;
    }

    private async Task<string> ShowProof(string proof, Shown by)
    {
        var token = grants[proof].AccessToken;
        var shown = by == Shown.OtherKey ? otherKey.Proof(org, HttpMethod.Get, new Uri(org.Issuer + "/v1/userinfo"), token) : proof;
        var seen = await org.Visit(At(by, org.Issuer + "/v1/userinfo"), ("Authorization", "DPoP " + token), ("DPoP", shown));
        return seen.Status == 200 ? "ok" : $"{seen.Status} {seen.Headers["WWW-Authenticate"].Split("error=\"")[1].Split('"')[0]}";
    }

    private string RequestObject()
    {
        var now = org.Clock.GetUtcNow().ToUnixTimeSeconds();
        return key.Sign(new JsonObject
        {
            ["iss"] = signing.ClientId, ["aud"] = org.Issuer, ["exp"] = now + 300, ["iat"] = now, ["jti"] = Secrets.New(), ["client_id"] = signing.ClientId, ["response_type"] = "code", ["scope"] = "openid",
            ["redirect_uri"] = signing.RedirectUri, ["state"] = "s", ["code_challenge"] = Pkce.Challenge(TestApp.Verifier), ["code_challenge_method"] = "S256",
        });
    }

    private async Task<string> VisitObject(string jwt, Shown by)
    {
        var app = by switch { Shown.OtherClient => otherSigning, Shown.OtherOrg => foreignTeller, _ => signing };
        return Ended(await (await Browser(person)).OpenAsync($"{app.Issuer}/v1/authorize?client_id={app.ClientId}&request={jwt}"));
    }
}
