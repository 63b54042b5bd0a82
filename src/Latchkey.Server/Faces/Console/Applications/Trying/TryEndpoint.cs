using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Console.Applications.Kit;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;
using Microsoft.AspNetCore.WebUtilities;

namespace Latchkey.Server.Faces.Console.Applications.Trying;

/// <summary>
/// GET and POST /admin/apps/{id}/try: the real flow step by step. Each request leaves the administrator's own browser as an app's would, and what came of it
/// is brought back here and read. Nothing is kept.
/// </summary>
internal static class TryEndpoint
{
    public const string Issuer = "issuer";
    public const string Redirect = "redirect_uri";
    public const string Scope = "scope";
    public const string State = "state";
    public const string Verifier = "code_verifier";
    public const string Answer = "answer";
    public const string Tokens = "tokens";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<IResult> Show(HttpContext http, string appId, Apps apps, AuthorizationServers servers)
    {
        if (await apps.ShownClient(http, appId) is not { } app) return ConsoleRefusals.NotFound();
        var form = FormState.Of(
        [
            new(Issuer, http.Org.Url + "/oauth2/default"), new(Redirect, First(app)), new(Scope, "openid profile email"),
            new(State, Ground.Sealing.Secrets.New()), new(Verifier, Ground.Sealing.Secrets.New()),
        ]);
        return Page.Of(await Of(http, app, servers, form));
    }

    public static async Task<IResult> Take(HttpContext http, string appId, Apps apps, AuthorizationServers servers)
    {
        if (await apps.ShownClient(http, appId) is not { } app) return ConsoleRefusals.NotFound();
        var (typed, said) = (FormState.Of(await Parameters.Form(http.Request)), Language.Of(http).Texts.Trying);
        var page = await Of(http, app, servers, typed);
        if (typed.Text(Answer) is { } answer) page = Read(page, answer, said);
        if (typed.Text(Tokens) is { } tokens)
        {
            page = Decoded(tokens) is { Count: > 0 } read ? page with { Tokens = read } : page with { Form = page.Form.With(Tokens, said.NoTokens) };
        }
        return Page.Of(page, page.Form.Problems.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    /// <summary>The address that the browser was sent to: in its query, or in its fragment.</summary>
    private static TryPage Read(TryPage page, string answer, TryingTexts said)
    {
        var at = answer.IndexOfAny(['?', '#']);
        var parameters = QueryHelpers.ParseQuery(at < 0 ? "" : answer[(at + 1)..].Replace('#', '&'));
        if (parameters.Count == 0) return page with { Form = page.Form.With(Answer, said.NoAnswer) };
        string? Of(string name) => parameters.TryGetValue(name, out var values) ? values.ToString() : null;
        page = page with { Answer = [.. parameters.Select(one => (one.Key, one.Value.ToString()))] };
        if (Of(Parameter.State) != page.Form[State]) return page with { Form = page.Form.With(Answer, said.OtherState) };
        if (Of("error") is { } error)
            return page with { Form = page.Form.With(Answer, $"{error}: {Of("error_description")}") };
        return Of(Parameter.Code) is { } code ? page with { Code = code } : page with { Form = page.Form.With(Answer, said.NoCode) };
    }

    /// <summary>Tokens as the token endpoint answered them, or one alone; null where nothing of it is one.</summary>
    private static List<(string, string)>? Decoded(string text)
    {
        var found = new List<(string, string)>();
        try
        {
            if (text.StartsWith('{') && JsonNode.Parse(text) is JsonObject answer)
            {
                if (answer["error"] is not null) return [("error", answer.ToJsonString(Indented))];
                foreach (var name in new[] { "access_token", "id_token", "refresh_token" })
                    if (answer[name] is JsonValue value && value.TryGetValue<string>(out var token)) found.Add((name, JwtText(token) ?? token));
                return found;
            }
        }
        catch (JsonException)
        {
            return null;
        }
        return JwtText(text) is { } one ? [("JWT", one)] : null;
    }

    private static string? JwtText(string token)
    {
        if (token.Split('.') is not [var header, var payload, _]) return null;
        try
        {
            return string.Join('\n', new[] { header, payload }.Select(part => JsonNode.Parse(WebEncoders.Base64UrlDecode(part))!.ToJsonString(Indented)));
        }
        catch (Exception unreadable) when (unreadable is FormatException or JsonException)
        {
            return null;
        }
    }

    private static async Task<TryPage> Of(HttpContext http, App app, AuthorizationServers servers, FormState form)
    {
        var all = (await servers.List(http.Org, http.RequestAborted)).Where(server => server.Active).Select(server => (server.Issuer, server.Name))
            .Prepend((http.Org.Url, http.Org.Name)).ToArray();
        var issuer = all.Any(one => one.Item1 == form[Issuer]) ? form[Issuer] : http.Org.Url;
        var redirect = app.RedirectUris.Contains(form[Redirect]) ? form[Redirect] : First(app);
        var request = ConsoleAddress.With((issuer == http.Org.Url ? issuer + "/oauth2" : issuer) + "/v1/authorize", (Parameter.ClientId, app.Id),
            (Parameter.ResponseType, "code"), (Parameter.Scope, form[Scope]), (Parameter.RedirectUri, redirect), (Parameter.State, form[State]),
            ("code_challenge", Pkce.Challenge(form[Verifier])), ("code_challenge_method", Pkce.Method));
        return new()
        {
            Frame = http.Frame(ConsoleSection.Applications), App = app, Form = form.Set(Issuer, issuer).Set(Redirect, redirect), Servers = all,
            Request = request,
        };
    }

    private static string First(App app) => app.RedirectUris.Count > 0 ? app.RedirectUris[0] : "";
}
