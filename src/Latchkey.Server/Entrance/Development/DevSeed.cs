using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server.Core.ApiAccess;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.NewOrgs;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Origins;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Recovery;
using Latchkey.Server.Ground.Development;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Entrance.Development;

/// <summary>
/// Fills a development server: one org, an admin, a person, an app of each kind, and writes <c>dev.json</c>, which scripts,
/// samples and tests read. A second start finds what the first made and only writes the file anew.
/// </summary>
public sealed class DevSeed(Database db, ServerSettings settings, OrgDirectory orgs, Registration registration, AuthorizationServers servers,
    Users users, Passwords passwords, PasswordHashing hashing, Apps apps, Assignments assignments, TrustedOrigins origins, ApiTokens apiTokens,
    TimeProvider clock)
{
    /// <summary>A scope of a make-believe API, so that a first app can ask for more than who somebody is.</summary>
    public const string OrdersScope = "orders:read";

    private static readonly JsonSerializerOptions Readable = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping
    };

    private string Path => System.IO.Path.Combine(settings.DataFolder, DevFacts.File);

    public async Task<DevFacts> Run(CancellationToken ct)
    {
        var known = await DevFacts.Read(settings, ct);
        var org = await orgs.Default(ct);
        var facts = org is not null && known is not null && await IsStillTrue(org, known, ct)
            ? (await Follow(org, known, ct)) with { OrgUrl = org.Url, Issuer = org.Url + "/oauth2/default", Mail = org.Url + settings.MailboxPath }
            : await Begin(org, ct);
        PrivateFile.Write(Path, JsonSerializer.Serialize(facts, Readable) + "\n", overwrite: true);
        return facts;
    }

    private async Task<bool> IsStillTrue(Org org, DevFacts known, CancellationToken ct) =>
        await apiTokens.Authenticate(org.Id, known.ApiToken, ct) is not null && await apps.Find(org.Id, known.Apps.Native.ClientId, ct) is not null;

    /// <summary>
    /// The server has another address than before, and so its native app another scheme: the one that goes is the one that came with the address.
    /// </summary>
    private async Task<DevFacts> Follow(Org org, DevFacts known, CancellationToken ct)
    {
        var (before, now) = (ReversedHost(new Uri(known.OrgUrl)), ReversedHost(new Uri(org.Url)));
        if (before == now) return known;
        var native = known.Apps.Native;
        IReadOnlyList<string> Moved(IReadOnlyList<string> uris) =>
            [.. uris.Select(uri => uri.StartsWith(before + ":/", StringComparison.Ordinal) ? now + uri[before.Length..] : uri)];

        var app = (await apps.Find(org.Id, native.ClientId, ct))!;
        var proposal = AppProposal.Of(app);
        var moved = AppDraft.Of(proposal with
        {
            Client = proposal.Client! with { RedirectUris = Moved(app.RedirectUris), PostLogoutRedirectUris = Moved(app.PostLogoutRedirectUris) },
        }, development: true, app);
        var changed = await db.Write(w => apps.Change(w, app, moved), ct) ?? app;
        return known with
        {
            Apps = known.Apps with
            {
                Native = native with
                {
                    RedirectUris = changed.RedirectUris,
                    PostLogoutRedirectUris = changed.PostLogoutRedirectUris
                }
            }
        };
    }

    private async Task<DevFacts> Begin(Org? existing, CancellationToken ct)
    {
        var (adminPassword, personPassword) = (NewPassword(), NewPassword());
        var (adminHash, personHash) = (await hashing.Hash(adminPassword, ct), await hashing.Hash(personPassword, ct));
        var org = existing ?? registration.NewOrg("Development", null) with { ClaimedAt = clock.Now, OpenClientRegistration = true, AllowsSignUp = true };

        var facts = await db.Write(async w =>
        {
            // Another server over the same database may have been a moment faster.
            if (existing is null && !await registration.TrySeed(w, org)) org = orgs.WithAddress((await OrgDirectory.Default(w))!);
            await servers.Add(w, org.Id, AuthorizationServers.DefaultId,
                new ScopeDefinition(Ids.New(Ids.Scope), OrdersScope, "Read your orders", "See the orders you have placed", System: false, Default: false,
                "IMPLICIT", Published: true));
            var admin = await Person(w, org, Admin, "Ada", "Admin", adminHash, isAdmin: true);
            await Person(w, org, Someone, "Mia", "Moreno", personHash, isAdmin: false);
            var (_, token) = await apiTokens.Issue(w, admin, "latchkey dev");
            return new DevFacts(org.Url, org.Url + "/oauth2/default", token.Value, new DevLogin(Admin, adminPassword), new DevLogin(Someone, personPassword),
                org.Url + settings.MailboxPath,
                new DevApps(await Native(w, org), await Web(w, org), await Spa(w, org, admin), await Service(w, org)));
        }, ct);
        await registration.MakeKeys(org, ct);
        return facts;
    }

    private const string Admin = "admin@example.com";
    private const string Someone = "mia@example.com";

    /// <summary>Meets the password policy whatever the dice say.</summary>
    private static string NewPassword() => $"{Secrets.New()[..14].Replace('-', 'k').Replace('_', 'L')}aZ7";

    private async Task<User> Person(Writing w, Org org, string login, string first, string last, string hash, bool isAdmin)
    {
        var profile = new JsonObject
        {
            ["login"] = login, ["email"] = login, ["firstName"] = first, ["lastName"] = last, ["displayName"] = $"{first} {last}", ["nickName"] = first,
            ["locale"] = "en-US", ["timezone"] = "Europe/Berlin", ["mobilePhone"] = "+49 30 1234567", ["primaryPhone"] = "+49 30 1234567",
            ["streetAddress"] = "Unter den Linden 1", ["city"] = "Berlin", ["zipCode"] = "10117", ["countryCode"] = "DE",
        };
        if (await users.Create(
            w, new NewUser
            {
                OrgId = org.Id, Profile = profile, Status = UserStatus.Active, PasswordHash = hash, EmailVerified = true,
                IsAdmin = isAdmin
            }) is { } created) return created;

        // dev.json was lost but the database was kept: the same people get new passwords.
        var id = await w.One<string>("select id from users where org_id = @Id and login_key = @key", new { org.Id, key = Identifiers.Canonical(login) });
        var user = (await users.Read(org.Id, id!, CancellationToken.None))!;
        return await passwords.Set(w, user, hash) ?? user;
    }

    private async Task<DevApp> Native(Writing w, Org org)
    {
        var scheme = ReversedHost(new Uri(org.Url));
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

    /// <summary>
    /// A custom scheme in the style of the guide: the org's host, back to front (contract §5.5). A scheme begins with a letter, and an address with
    /// none (RFC 3986 §3.1).
    /// </summary>
    public static string ReversedHost(Uri org) =>
        !IPAddress.TryParse(org.Host.Trim('[', ']'), out var address) ? string.Join('.', org.Host.Split('.').Reverse())
        : IPAddress.IsLoopback(address) ? "localhost" : $"ip.{org.Host.Trim('[', ']').Replace(':', '-')}";
}
