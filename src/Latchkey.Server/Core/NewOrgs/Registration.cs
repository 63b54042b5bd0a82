using System.Text.Json;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.ApiAccess;
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

/// <summary>Makes a new org, or claims the one at the base address, for its first admin.</summary>
internal sealed class Registration(Database db, OrgDirectory orgs, OrgSeed seed, Users users, ApiTokens apiTokens, OneTimeLinks links, Mails mails, Seal seal,
    TimeProvider clock)
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
        var org = home ?? seed.NewOrg(organization, $"dev-{Secrets.Digits(7)}") with { ClaimedAt = clock.Now };

        await db.Write(async w =>
        {
            if (!(home is null ? await seed.TrySeed(w, org) : await orgs.TryClaim(w, home, organization)))
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
        await seed.MakeKeys(org, ct);
        return token;
    }

    public async Task<Registered?> Redeem(string token, CancellationToken ct)
    {
        var answer = await db.One<string>("select sealed_answer from registrations where token_hash = @hash and expires_at > @now",
            new { hash = Secrets.Hash(token), now = clock.Now }, ct);
        return answer is null ? null : JsonSerializer.Deserialize<Registered>(seal.Open(Purpose, answer, token));
    }

    public Task<int> DeleteExpired(CancellationToken ct) => db.Change(
        "delete from registrations where token_hash in (select token_hash from registrations where expires_at < @now limit @batch)",
        new { now = clock.Now, batch = Cleanup.Batch }, ct);
}
