using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server.Core.Brands;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Idx;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Recovery;
using Latchkey.Server.Core.SignOn;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Faces.Journeys.Kit;
using Latchkey.Server.Faces.Journeys.SignIn;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Idx;

/// <summary>
/// GET /pages/signin?stateToken=…, at the host of pages: one that an org's script draws; and GET /login/token/redirect?stateToken=…, at the org's own,
/// where it leads when all is proven. Contract §4, §8.1.
/// </summary>
internal static class WidgetPageEndpoint
{
    /// <summary>Whoever holds the token is shown what it is about; only the browser that it was made for goes on with it.</summary>
    public static async Task<IResult> Show(HttpContext http, IdxTransactions transactions, Apps apps, BrandOfOrg brands, BrandPages pages,
        AccountRecovery recovery, SignUpRulebook rulebook)
    {
        var (ct, token) = (http.RequestAborted, http.Request.Query[WidgetPages.StateToken].ToString());
        if (await transactions.Find(http.Org.Id, IdxTransactions.HandleOf(token) ?? "", ct) is not { Flow: not null } transaction)
            return HostedPages.SignInExpired(http);
        var asked = JsonSerializer.Deserialize<Dictionary<string, string>>(transaction.Parameters)!;
        if (await apps.Find(http.Org.Id, asked[Parameter.ClientId], ct) is not { } app) return HostedPages.SignInExpired(http);
        http.Wear(app.BrandId);
        var brand = await brands.Find(http.Org, ct);
        if ((await pages.Of(http.Org, brand, ct)).Scripted is not { } page) return HostedPages.SignInExpired(http);

        var nonce = Secrets.New();
        var language = Language.Of(http, asked.GetValueOrDefault(Parameter.UiLocales), brand.Locale, brand.Offered);
        var config = Config(http, page, brand, token, nonce, language);
        if (page.Classic) MakeClassic(config, asked, new JsonObject
        {
            ["webauthn"] = true, ["selfServiceUnlock"] = await recovery.Unlocks(http.Org, ct),
            ["registration"] = (await rulebook.Of(http.Org, App.Home(http.Org), ct)).Register,
        });
        var html = page.Filled(new Dictionary<string, string>
        {
            [PageVariables.Language] = language.Tag, [PageVariables.Direction] = language.RightToLeft ? "rtl" : "ltr",
            ["pageTitle"] = brand.Name, ["orgName"] = Sentence.Clean(brand.Name),
            ["faviconUrl"] = Absolute(http, brand.Favicon ?? PageAssets.Url("latchkey.svg")),
            ["orgLogo"] = Absolute(http, brand.Logo ?? PageAssets.Url("latchkey.svg")),
            ["bgImageUrl"] = brand.Background is { } picture ? Absolute(http, picture) : "",
        }, nonce, config.ToJsonString(), Context(app, asked).ToJsonString(),
            JsonValue.Create(WidgetPages.RedirectOf(http.Org, token)).ToJsonString());
        return new Shown(html, page.Policy(nonce, http.Org.Url, FormTarget.Of(asked[Parameter.RedirectUri])));
    }

    /// <summary>Pictures are there at the host of pages, too.</summary>
    private static string Absolute(HttpContext http, string path) => PagesHost.OriginOf(http.Org) + path;

    private static JsonObject Config(HttpContext http, ScriptedPage page, Brand brand, string token, string nonce, Language language) => new()
    {
        ["baseUrl"] = http.Org.Url, ["stateToken"] = token, ["brandName"] = brand.Name,
        ["logo"] = Absolute(http, brand.Logo ?? PageAssets.Url("latchkey.svg")), ["logoText"] = brand.Name,
        ["language"] = language.Tag, ["cspNonce"] = nonce, ["features"] = new JsonObject(), ["useClassicEngine"] = page.Classic,
        ["assets"] = new JsonObject { ["baseUrl"] = page.Widget },
    };

    /// <summary>What the Identity Engine's documents say of themselves it has to be told. Where it goes on stands in <c>OktaUtil.completeLogin</c>.</summary>
    private static void MakeClassic(JsonObject config, Dictionary<string, string> asked, JsonObject features)
    {
        config.Remove("stateToken");
        config["features"] = features;
        if (asked.GetValueOrDefault(Parameter.LoginHint) is { } hint) config["username"] = hint;
    }

    /// <summary>What an org's script may tell one app's sign-in from another's by.</summary>
    private static JsonObject Context(App app, Dictionary<string, string> asked)
    {
        var request = new JsonObject();
        foreach (var name in (string[])[Parameter.ClientId, Parameter.RedirectUri, Parameter.Scope, Parameter.LoginHint, Parameter.UiLocales,
            Parameter.AcrValues])
            if (asked.TryGetValue(name, out var value)) request[name] = value;
        return new()
        {
            ["app"] = IdxJson.Wrapped(new JsonObject { ["name"] = "oidc_client", ["label"] = app.Label, ["id"] = app.Id }),
            ["authentication"] = IdxJson.Wrapped(new JsonObject { ["request"] = request }),
        };
    }

    /// <summary>The session that the last step began answers the app; in no other browser is there one.</summary>
    public static async Task<IResult> Redirect(HttpContext http, IdxCalls calls, IdxTransactions transactions, Sessions sessions, SignInSteps steps,
        AuthorizationAnswer answer)
    {
        http.Response.Headers.CacheControl = "no-cache, no-store";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        if (await calls.TryFind(http, http.Request.Query[WidgetPages.StateToken].ToString()) is not { Transaction.Flow: not null } at
            || await sessions.Current(http) is not var (session, user)) return HostedPages.SignInExpired(http);
        if (at.Transaction.SessionId is not { } begun) return await GoOn(http, at, transactions, steps, session, user);
        if (session.Id != begun) return HostedPages.SignInExpired(http);
        return await answer.Code(http, at.Waiting.Request, user, session, w => transactions.TryEnd(w, at.Transaction)) ?? HostedPages.SignInExpired(http);
    }

    /// <summary>
    /// After a classic sign-in, whose token has become this browser's session: once, and not with one that was here before. What it lacks for this app is
    /// asked for on pages of ours.
    /// </summary>
    private static async Task<IResult> GoOn(HttpContext http, IdxAt at, IdxTransactions transactions, SignInSteps steps, Session session, User user)
    {
        if (session.AuthenticatedAt.AddSeconds(1).ToUnixTimeSeconds() < at.Waiting.BegunAt || !await transactions.TryEnd(at.Transaction, http.RequestAborted))
            return HostedPages.SignInExpired(http);
        try
        {
            return await steps.Begin(http, at.Waiting with { Request = at.Waiting.Request.ProvenNow() }, (session, user));
        }
        catch (OAuthException refusal)
        {
            return at.Waiting.ReplyTo.Refusal(http, refusal);
        }
    }

    private sealed class Shown(string html, (string Enforced, string? Reported) policy) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var (answer, bytes) = (httpContext.Response, Encoding.UTF8.GetBytes(html));
            answer.ContentType = "text/html; charset=utf-8";
            answer.ContentLength = bytes.Length;
            answer.Headers.ContentSecurityPolicy = policy.Enforced;
            if (policy.Reported is { } reported) answer.Headers.ContentSecurityPolicyReportOnly = reported;
            answer.Headers.CacheControl = "no-store";
            answer.Headers.XContentTypeOptions = "nosniff";
            answer.Headers.XFrameOptions = "DENY";
            answer.Headers["Referrer-Policy"] = "no-referrer";             // the token stands in its address
            answer.Headers["Cross-Origin-Opener-Policy"] = "unsafe-none";
            if (!HttpMethods.IsHead(httpContext.Request.Method)) await answer.Body.WriteAsync(bytes, httpContext.RequestAborted);
        }
    }
}
