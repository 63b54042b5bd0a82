using System.Text.Json;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.ApiAccess;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Keys;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Notices;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.NewOrgs;

/// <summary>
/// Makes a new org with everything a first sign-in needs: Everyone, the default authorization server with a policy that works, its first admin.
/// </summary>
public sealed class Registration(Database db, OrgDirectory orgs, Groups groups, AuthorizationServers servers, Users users,
    ApiTokens apiTokens, OneTimeLinks links, Mails mails, KeyRing keys, Seal seal, TimeProvider clock)
{
    private const string Purpose = "registration";

    /// <summary>How long the answer can be fetched again: long enough for a bad network, and no longer.</summary>
    private static readonly TimeSpan AnswerKept = TimeSpan.FromMinutes(15);

    /// <summary>An org of its own with its first admin. The token it returns fetches the <see cref="Registered"/> answer.</summary>
    public async Task<string> Register(JsonObject profile, string organization, CancellationToken ct)
    {
        var token = Secrets.New();
        // The first to register on a server without an administrator gets the org at its base address.
        var home = await orgs.Default(ct) is { ClaimedAt: null } unclaimed ? unclaimed : null;
        var org = home ?? NewOrg(organization, $"dev-{Secrets.Digits(7)}") with { ClaimedAt = clock.Now };

        await db.Write(async w =>
        {
            if (!(home is null ? await TrySeed(w, org) : await orgs.TryClaim(w, home, organization)))
                throw ApiError.Validation("organization", "organization: This server was registered by someone else a moment ago. Please try again.");

            // Active from the start, so that the API token works; without a password nobody can sign in as them yet.
            var admin = await users.Create(w, new NewUser { OrgId = org.Id, Profile = profile, Status = UserStatus.Active, IsAdmin = true })
                ?? throw ApiError.Validation("login", "login: An object with this field already exists in the current organization");
            // One for whoever sits at the terminal, and one that proves the mailbox, because nobody else is shown it.
            var link = await links.Issue(w, admin, OneTimeLinks.Welcome, OneTimeLinks.Lifetime);
            var mailed = await links.IssueBeside(w, admin, OneTimeLinks.Welcome, OneTimeLinks.Lifetime, mailed: true);
            await mails.Queue(w, org.Id, MailTemplates.Activation(org, Brand.Default(org.Id, org.Name), admin, mailed, clock.Now + OneTimeLinks.Lifetime));
            var (_, secret) = await apiTokens.Issue(w, admin, "latchkey register");

            var answer = new Registered(org.Url, secret.Value, $"{org.Url}/welcome/{link}");
            await w.Change(
                "insert into registrations (token_hash, org_id, sealed_answer, created_at, expires_at) values (@hash, @Id, @sealedAnswer, @now, @expires)",
                new
                {
                    hash = Secrets.Hash(token),
                    org.Id,
                    sealedAnswer = seal.Close(Purpose, JsonSerializer.Serialize(answer), token),
                    now = clock.Now,
                    expires = clock.Now + AnswerKept
                });
        }, ct);
        await MakeKeys(org, ct);
        return token;
    }

    public async Task<Registered?> Redeem(string token, CancellationToken ct)
    {
        var answer = await db.One<string>("select sealed_answer from registrations where token_hash = @hash and expires_at > @now",
            new { hash = Secrets.Hash(token), now = clock.Now }, ct);
        return answer is null ? null : JsonSerializer.Deserialize<Registered>(seal.Open(Purpose, answer, token));
    }

    public Org NewOrg(string name, string? subdomain) =>
        orgs.WithAddress(
            new Org { Id = Ids.New(Ids.Org), Subdomain = subdomain, Name = name, Status = "ACTIVE", CreatedAt = clock.Now, UpdatedAt = clock.Now });

    /// <summary>
    /// The org at the base address. Of several servers that start over an empty database, one makes it; a start that was cut off is completed.
    /// </summary>
    public async Task<Org> Home(string name, CancellationToken ct)
    {
        if (await orgs.Default(ct) is null) await db.Write(w => TrySeed(w, NewOrg(name, null)), ct);
        var home = (await orgs.Default(ct))!;
        await MakeKeys(home, ct);
        return home;
    }

    /// <summary>False when another one has its address.</summary>
    public async Task<bool> TrySeed(Writing w, Org org)
    {
        if (!await orgs.TryInsert(w, org)) return false;
        await groups.SeedEveryone(w, org.Id);
        await servers.Seed(w, org.Id, clock.Now);
        return true;
    }

    /// <summary>An RSA key takes a moment to make: better now than while the first person waits.</summary>
    public async Task MakeKeys(Org org, CancellationToken ct)
    {
        await keys.Active(org.Id, "", "RS256", ct);
        await keys.Active(org.Id, AuthorizationServers.DefaultId, "RS256", ct);
        await keys.Active(org.Id, KeyRing.InternalServer, "ES256", ct);
    }

    public Task<int> DeleteExpired(CancellationToken ct) => db.Change(
        "delete from registrations where token_hash in (select token_hash from registrations where expires_at < @now limit @batch)",
        new { now = clock.Now, batch = Cleanup.Batch }, ct);
}
