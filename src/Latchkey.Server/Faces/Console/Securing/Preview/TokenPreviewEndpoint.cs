using Latchkey.Protocol;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Policies;
using Latchkey.Server.Core.Tokens;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Securing.Kit;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Console.Securing.Preview;

/// <summary>GET /admin/api/servers/{id}/preview: what tokens would say, and who decides it. Nothing is issued, so the question is a link.</summary>
internal static class TokenPreviewEndpoint
{
    public const string Client = "client";
    public const string Grant = "grant";
    public const string Person = "person";
    public const string Scopes = "scopes";

    private const int MostApps = 100;

    public static async Task<IResult> Show(HttpContext http, string serverId, AuthorizationServers servers, AppList list, Apps apps, Users users,
        TokenPreview preview)
    {
        if (await servers.Shown(http, serverId) is not { } server) return ConsoleRefusals.NotFound();
        var (query, ct, said) = (http.Request.Query, http.RequestAborted, Language.Of(http).Texts.Security);
        var choices = await list.ByLabel(new AppSearch(http.Org.Id, "", null, null, http.SeenApps), "", MostApps, ct);
        var grant = AccessPolicyRuleDraft.AllGrantTypes.Contains(query[Grant].ToString()) ? query[Grant].ToString() : GrantType.AuthorizationCode;
        var asked = query.ContainsKey(Client);
        var form = FormState.Of(
        [
            new(Client, asked ? query[Client].ToString() : null), new(Grant, grant),
            new(Person, asked ? ConsoleSearch.Words(http, Person) : http.Administrator.User.Login),
            new(Scopes, asked ? ConsoleSearch.Words(http, Scopes) : Scope.OpenId),
        ]);
        if (!asked) return Of(http, server, choices, form, null);

        if (await apps.FindClient(http.Org.Id, form[Client], ct) is not { IsSystem: false } app)
            return Of(http, server, choices, form.With(Client, said.NoSuchApp), null);
        var user = grant == GrantType.ClientCredentials ? null : await http.Seen(await users.FindByLogin(http.Org.Id, form[Person], ct));
        if (user is null && grant != GrantType.ClientCredentials) return Of(http, server, choices, form.With(Person, said.NobodyCalledSo), null);
        var scopes = form[Scopes].Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToArray();
        if (scopes.FirstOrDefault(scope => !server.Scopes.ContainsKey(scope)) is { } unknown)
            return Of(http, server, choices, form.With(Scopes, Sentence.Plain(said.NoSuchScope, unknown)), null);
        return Of(http, server, choices, form, ShownPreview.Of(await preview.Of(server, app, user, grant, scopes, ct)));
    }

    private static Page Of(HttpContext http, AuthorizationServer server, IReadOnlyList<App> apps, FormState form, ShownPreview? tokens) =>
        Page.Of(new TokenPreviewPage { Frame = http.Frame(ConsoleSection.Api), Server = server, Form = form, Apps = apps, Tokens = tokens },
            form.Problems.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
}
