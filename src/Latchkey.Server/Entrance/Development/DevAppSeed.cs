using Latchkey.Protocol;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Origins;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Development;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Entrance.Development;

/// <summary>An app of each kind in a development org, which the samples and the guide use.</summary>
internal sealed class DevAppSeed(Apps apps, Assignments assignments, TrustedOrigins origins)
{
    public async Task<DevApps> Make(Writing w, Org org, User admin) =>
        new(await Native(w, org), await Web(w, org), await Spa(w, org, admin), await Service(w, org));

    private async Task<DevApp> Native(Writing w, Org org)
    {
        var scheme = DevSeed.ReversedHost(new Uri(org.Url));
        string[] redirects = [scheme + ":/callback", "http://127.0.0.1/callback", "http://[::1]/callback"];
        string[] afterLogout = [scheme + ":/", "http://127.0.0.1/callback", "http://127.0.0.1/"];
        var app = await App(w, org, "Quickstart", "native", ClientAuthMethod.None, redirects, afterLogout,
            [GrantType.AuthorizationCode, GrantType.RefreshToken, GrantType.DeviceCode, GrantType.TokenExchange]);
        return new DevApp(app.Id, null, redirects, afterLogout);
    }

    private async Task<DevApp> Web(Writing w, Org org)
    {
        string[] redirects = ["http://localhost:8090/authorization-code/callback", "http://127.0.0.1:8090/authorization-code/callback"];
        string[] afterLogout = ["http://localhost:8090/", "http://127.0.0.1:8090/"];
        var app = await App(w, org, "Web app", "web", ClientAuthMethod.Basic, redirects, afterLogout, [GrantType.AuthorizationCode, GrantType.RefreshToken]);
        return new DevApp(app.Id, app.Secret!.Value.Value, redirects, afterLogout);
    }

    /// <summary>
    /// Its page may call the server, as okta-auth-js does with its session, and is where people come back to: the origin is what that client sends by
    /// itself.
    /// </summary>
    private async Task<DevApp> Spa(Writing w, Org org, User admin)
    {
        string[] from = ["http://localhost:3000", "http://127.0.0.1:3000"];
        foreach (var origin in from) await origins.Create(w, org.Id, TrustedOriginDraft.Of(origin, origin, [.. OriginScope.All]), admin.Party);
        string[] redirects = [.. from.Select(origin => origin + "/login/callback")];
        string[] afterLogout = [.. from.Select(origin => origin + "/"), .. from];
        var app = await App(w, org, "Single-page app", "browser", ClientAuthMethod.None, redirects, afterLogout,
            [GrantType.AuthorizationCode, GrantType.RefreshToken]);
        return new DevApp(app.Id, null, redirects, afterLogout);
    }

    private async Task<DevApp> Service(Writing w, Org org)
    {
        var app = await App(w, org, "Service", "service", ClientAuthMethod.Basic, [], [], [GrantType.ClientCredentials]);
        return new DevApp(app.Id, app.Secret!.Value.Value, null, null);
    }

    private async Task<App> App(Writing w, Org org, string label, string type, string method, string[] redirects, string[] afterLogout, string[] grants)
    {
        var draft = AppDraft.Of(new AppProposal
        {
            Label = label,
            AuthMethod = method,
            Client = new() { ApplicationType = type, GrantTypes = grants, RedirectUris = redirects, PostLogoutRedirectUris = afterLogout },
        }, development: true);
        var app = (await apps.Create(w, new NewApp(org.Id, draft)))!;
        await assignments.AssignGroup(w, app, await Groups.Everyone(w, org.Id), 0, []);
        return app;
    }
}
