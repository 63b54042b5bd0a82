using System.Net;
using System.Text.Json;
using Latchkey.Server.Core.ApiAccess;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.NewOrgs;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Development;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Entrance.Development;

/// <summary>
/// Fills a development server: one org, an admin, a person, an app of each kind, and writes <c>dev.json</c>, which scripts,
/// samples and tests read. A second start finds what the first made and only writes the file anew.
/// </summary>
internal sealed class DevSeed(Database db, ServerSettings settings, OrgDirectory orgs, OrgSeed seed, AuthorizationServers servers, DevPeople people,
    DevAppSeed samples, Apps apps, ApiTokens apiTokens, TimeProvider clock)
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
        var (adminHash, personHash) = (await people.Hash(adminPassword, ct), await people.Hash(personPassword, ct));
        var org = existing ?? seed.NewOrg("Development", null) with { ClaimedAt = clock.Now, OpenClientRegistration = true, AllowsSignUp = true };

        var facts = await db.Write(async w =>
        {
            // Another server over the same database may have been a moment faster.
            if (existing is null && !await seed.TrySeed(w, org)) org = orgs.WithAddress((await OrgDirectory.Default(w))!);
            await servers.Add(w, org.Id, AuthorizationServers.DefaultId,
                new ScopeDefinition(Ids.New(Ids.Scope), OrdersScope, "Read your orders", "See the orders you have placed", System: false, Default: false,
                "IMPLICIT", Published: true));
            var admin = await people.Make(w, org, Admin, "Ada", "Admin", adminHash, isAdmin: true);
            await people.Make(w, org, Someone, "Mia", "Moreno", personHash, isAdmin: false);
            var (_, token) = await apiTokens.Issue(w, admin, "latchkey dev");
            return new DevFacts(org.Url, org.Url + "/oauth2/default", token.Value, new DevLogin(Admin, adminPassword), new DevLogin(Someone, personPassword),
                org.Url + settings.MailboxPath, await samples.Make(w, org, admin));
        }, ct);
        await seed.MakeKeys(org, ct);
        return facts;
    }

    private const string Admin = "admin@example.com";
    private const string Someone = "mia@example.com";

    /// <summary>Meets the password policy whatever the dice say.</summary>
    private static string NewPassword() => $"{Secrets.New()[..14].Replace('-', 'k').Replace('_', 'L')}aZ7";

    /// <summary>
    /// A custom scheme in the style of the guide: the org's host, back to front (contract §5.5). A scheme begins with a letter, and an address with
    /// none (RFC 3986 §3.1).
    /// </summary>
    public static string ReversedHost(Uri org) =>
        !IPAddress.TryParse(org.Host.Trim('[', ']'), out var address) ? string.Join('.', org.Host.Split('.').Reverse())
        : IPAddress.IsLoopback(address) ? "localhost" : $"ip.{org.Host.Trim('[', ']').Replace(':', '-')}";
}
