using System.Text.Json;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Core.SignOn;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Passkeys;

/// <summary>What each org asks of passkeys, and what the enrolment policy that is for a person adds. In memory.</summary>
internal sealed class PasskeyRulebook : IDisposable
{
    private const string Kind = "passkey-rules";

    private readonly Database db;
    private readonly OrgPolicies policies;
    private readonly Memberships memberships;
    private readonly LoggedWrites writes;
    private readonly TimeProvider clock;
    private readonly Cached<PasskeyRules> cached;

    public PasskeyRulebook(Database db, OrgPolicies policies, Memberships memberships, LoggedWrites writes, TimeProvider clock)
    {
        (this.db, this.policies, this.memberships, this.writes, this.clock) = (db, policies, memberships, writes, clock);
        cached = new(db.Changes, [Kind], Load);
    }

    public async ValueTask<PasskeyRules> Of(string orgId, CancellationToken ct) => (await cached.Get(orgId, ct))!;

    /// <summary>With the models that the first enrolment policy for the person's groups leaves. A group that is gone leaves none.</summary>
    public async ValueTask<PasskeyRules> For(Org org, User user, CancellationToken ct)
    {
        var set = await policies.Of(org.Id, ct);
        var rules = await Of(org.Id, ct) with { AskProof = set.AsksForHardware };
        var policy = SignOnRules.First(set.Of(PolicyType.Enroll), await memberships.Among(set.NamedGroups, user, ct));
        return policy.Enroll!.DeviceGroups is not { Count: > 0 } named ? rules
            : rules with { Models = rules.Groups.Where(group => named.Contains(group.Name)).SelectMany(group => group.Models).ToHashSet() };
    }

    /// <exception cref="RuleException">An enrolment policy names a group of models that there is not.</exception>
    public async ValueTask RequireGroups(Org org, EnrollSettings? enroll, CancellationToken ct)
    {
        if (enroll is not { DeviceGroups.Count: > 0 }) return;
        var groups = (await Of(org.Id, ct)).Groups;
        if (enroll.DeviceGroups.FirstOrDefault(name => groups.All(group => group.Name != name)) is { } absent)
            throw new RuleException("settings.authenticators.constraints.aaguidGroups", $"'{absent}' is no group of the settings of the method webauthn");
    }

    /// <exception cref="RuleException">An enrolment policy names a group that would be gone.</exception>
    public async ValueTask RequireNamed(Org org, PasskeyRules rules, CancellationToken ct)
    {
        foreach (var policy in (await policies.Of(org.Id, ct)).Of(PolicyType.Enroll))
            if (policy.Enroll!.DeviceGroups.FirstOrDefault(name => rules.Groups.All(group => group.Name != name)) is { } gone)
                throw new RuleException("settings.aaguidGroups", $"must have '{gone}', which the policy {policy.Name} names");
    }

    public Task<bool> Set(Doing doing, PasskeyRules rules, LogParty target) => writes.Write(doing, AdminEvents.AuthenticatorChanged, async writing =>
    {
        await writing.Change("""
            insert into passkey_rules (org_id, document, updated_at) values (@orgId, @document, @now)
            on conflict (org_id) do update set document = excluded.document, updated_at = excluded.updated_at
            """, new { orgId = doing.Org.Id, document = JsonSerializer.Serialize(rules), now = clock.Now });
        writing.Announce(Kind, doing.Org.Id);
        return true;
    }, target);

    private async Task<PasskeyRules?> Load(string orgId, CancellationToken ct) =>
        await db.One<string>("select document from passkey_rules where org_id = @orgId", new { orgId }, ct) is { } document
            ? JsonSerializer.Deserialize<PasskeyRules>(document) : PasskeyRules.None;

    public void Dispose() => cached.Dispose();
}
