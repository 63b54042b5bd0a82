using System.Text.Json;
using System.Text.Json.Serialization;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Rulebook;

/// <summary>
/// The policies of all orgs. Contract §3.9. Asked at every sign-in, so each org's are kept in memory. Whoever changes those of
/// an org takes a turn first: that keeps priorities and names consistent. What every org has from the start gets rows with
/// the first change to it.
/// </summary>
internal sealed class OrgPolicies : IDisposable
{
    /// <summary>As many of one kind, or rules of one policy, as there may be: all of them are read at once.</summary>
    public const int Most = 200;

    private const string Kind = "org-policies";
    private const string Ranked = "org_id = @OrgId and type = @Type and is_system = 0";
    private const string RankedRules = "policy_id = @Id and is_system = 0";

    private const string SelectPolicies = $"select {PolicyRow.Columns} from org_policies where org_id = @orgId";
    private const string SelectRules = $"select {RuleRow.Columns} from org_policy_rules where org_id = @orgId";
    private const string SelectBeginning = """
        select o.created_at, o.persistent_sessions, o.recovers_passwords, o.allows_sign_up, g.id as everyone
        from orgs o join groups g on g.org_id = o.id and g.name_key = @key where o.id = @orgId
        """;

    internal const string Active = "ACTIVE";
    internal static readonly JsonSerializerOptions Stored = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly Database db;
    private readonly Turns turns;
    private readonly TimeProvider clock;
    private readonly Cached<PolicySet> cached;

    public OrgPolicies(Database db, Turns turns, TimeProvider clock)
    {
        (this.db, this.turns, this.clock) = (db, turns, clock);
        cached = new(db.Changes, [Kind], Load, clearedBy: [OrgDirectory.ChangeKind]);
    }

    /// <summary>From memory.</summary>
    public async ValueTask<PolicySet> Of(string orgId, CancellationToken ct) => await cached.Get(orgId, ct) ?? throw NoOrg(orgId);

    /// <summary>As they stand in the database, whoever changed them.</summary>
    public async Task<PolicySet> Read(string orgId, CancellationToken ct) => await Load(orgId, ct) ?? throw NoOrg(orgId);

    /// <summary>As they are once nobody else changes them: until the commit nobody does.</summary>
    public async Task<PolicySet> Held(Writing writing, string orgId)
    {
        await Hold(writing, orgId);
        return Whole(orgId, await writing.One<Beginning>(SelectBeginning, new { orgId, key = Groups.EveryoneKey }) ?? throw NoOrg(orgId),
            await writing.Many<PolicyRow>(SelectPolicies, new { orgId }), await writing.Many<RuleRow>(SelectRules, new { orgId }));
    }

    /// <summary>False when another policy of its kind has the name, or there are too many.</summary>
    public async Task<bool> Create(Writing writing, OrgPolicy policy, long? priority)
    {
        await Hold(writing, policy.OrgId);
        var others = await Others(writing, policy);
        if (others.Count >= Most || others.Any(other => Named(other.Name, policy.Name)) || Named(policy.Name, SystemPolicies.Name)) return false;
        await Insert(writing, policy with { Priority = others.Count + 1 });
        foreach (var rule in policy.Rules) await Insert(writing, policy.OrgId, rule);
        await Rank(writing, policy, priority);
        return true;
    }

    /// <summary>False when another policy of its kind has the name, or this one is gone.</summary>
    public async Task<bool> Change(Writing writing, OrgPolicy policy, long? priority)
    {
        await Hold(writing, policy.OrgId);
        if (policy.System) await MakeRows(writing, policy);
        else if (Named(policy.Name, SystemPolicies.Name)) return false;
        else if ((await Others(writing, policy)).Any(other => other.Id != policy.Id && Named(other.Name, policy.Name))) return false;
        if (!await writing.Changed("update org_policies set name = @Name, status = @status, document = @document, updated_at = @now where id = @Id",
            new { policy.Id, policy.Name, status = StatusOf(policy.Active), document = PolicyRow.Write(policy), now = clock.Now })) return false;
        if (!policy.System) await Rank(writing, policy, priority);
        return true;
    }

    /// <summary>Its rules go with it, and the apps that named it are those of the policy that every org has.</summary>
    public async Task<bool> Delete(Writing writing, OrgPolicy policy)
    {
        await Hold(writing, policy.OrgId);
        if (!await writing.Changed("delete from org_policies where id = @Id and is_system = 0", new { policy.Id })) return false;
        await Rank(writing, policy, null);
        return true;
    }

    /// <summary>False when another rule of the policy has the name, there are too many, or the policy is gone.</summary>
    public async Task<bool> Create(Writing writing, OrgPolicy policy, OrgRule rule, long? priority)
    {
        var others = await HoldRules(writing, policy);
        if (others is null || others.Count >= Most || others.Any(other => Named(other.Name, rule.Name))) return false;
        await Insert(writing, policy.OrgId, rule with { Priority = others.Count + 1 });
        await RankRules(writing, policy, rule, priority);
        return true;
    }

    /// <summary>False when another rule of the policy has the name, or this one is gone.</summary>
    public async Task<bool> Change(Writing writing, OrgPolicy policy, OrgRule rule, long? priority)
    {
        var others = await HoldRules(writing, policy);
        if (others is null || others.Any(other => other.Id != rule.Id && Named(other.Name, rule.Name))) return false;
        if (!await writing.Changed(
            "update org_policy_rules set name = @Name, status = @status, document = @document, updated_at = @now where id = @Id and policy_id = @PolicyId",
            new { rule.Id, rule.PolicyId, rule.Name, status = StatusOf(rule.Active), document = RuleRow.Write(rule), now = clock.Now })) return false;
        if (!rule.System) await RankRules(writing, policy, rule, priority);
        return true;
    }

    public async Task<bool> Delete(Writing writing, OrgPolicy policy, OrgRule rule)
    {
        if (await HoldRules(writing, policy) is null) return false;
        if (!await writing.Changed("delete from org_policy_rules where id = @Id and policy_id = @PolicyId and is_system = 0", new { rule.Id, rule.PolicyId }))
            return false;
        await RankRules(writing, policy, null, null);
        return true;
    }

    /// <summary>What it says, and nothing else of it.</summary>
    public static Task Rewrite(Writing writing, OrgPolicy policy) =>
        writing.Change("update org_policies set document = @document where id = @Id", new { policy.Id, document = PolicyRow.Write(policy) });

    /// <inheritdoc cref="Rewrite(Writing, OrgPolicy)"/>
    public static Task Rewrite(Writing writing, OrgRule rule) =>
        writing.Change("update org_policy_rules set document = @document where id = @Id", new { rule.Id, document = RuleRow.Write(rule) });

    public void Dispose() => cached.Dispose();

    private async Task<PolicySet?> Load(string orgId, CancellationToken ct) =>
        await db.One<Beginning>(SelectBeginning, new { orgId, key = Groups.EveryoneKey }, ct) is not { } beginning ? null
        : Whole(orgId, beginning, await db.Many<PolicyRow>(SelectPolicies, new { orgId }, ct), await db.Many<RuleRow>(SelectRules, new { orgId }, ct));

    private static PolicySet Whole(string orgId, Beginning beginning, IReadOnlyList<PolicyRow> policies, IReadOnlyList<RuleRow> ruleRows)
    {
        var rules = ruleRows.Select(row => row.ToRule()).ToLookup(rule => rule.PolicyId, StringComparer.Ordinal);
        var kept = policies.Select(row => row.ToPolicy()).Select(policy => policy with { Rules = [.. rules[policy.Id]] }).ToArray();
        var systems = PolicyType.Kept.Select(type => kept.FirstOrDefault(policy => policy.System && policy.Type == type)
            ?? SystemPolicies.Of(orgId, type, beginning.CreatedAt));
        return new([.. kept.Where(policy => !policy.System), .. systems.Select(beginning.Fill)]);
    }

    private async Task Hold(Writing writing, string orgId)
    {
        await turns.Take(writing, $"{Kind} {orgId}");
        writing.Announce(Kind, orgId);
    }

    /// <summary>The rules of the policy as they are by now; null when it is gone.</summary>
    private async Task<IReadOnlyList<RuleRow>?> HoldRules(Writing writing, OrgPolicy policy)
    {
        await Hold(writing, policy.OrgId);
        if (policy.System) await MakeRows(writing, policy);
        if (!await writing.Changed("update org_policies set updated_at = @now where id = @Id", new { policy.Id, now = clock.Now })) return null;
        return await writing.Many<RuleRow>($"select {RuleRow.Columns} from org_policy_rules where policy_id = @Id", new { policy.Id });
    }

    private static Task<IReadOnlyList<PolicyRow>> Others(Writing writing, OrgPolicy policy) => writing.Many<PolicyRow>(
        $"select {PolicyRow.Columns} from org_policies where org_id = @OrgId and type = @Type and is_system = 0", new { policy.OrgId, policy.Type });

    /// <summary>For a policy of which there are none yet, because it is as every org has it.</summary>
    private static async Task MakeRows(Writing writing, OrgPolicy policy)
    {
        if (!await Insert(writing, policy)) return;
        await Insert(writing, policy.OrgId, SystemPolicies.RuleOf(policy.Id, policy.Type, policy.CreatedAt));
    }

    private static Task<bool> Insert(Writing writing, OrgPolicy policy) => writing.Changed($"""
        insert into org_policies ({PolicyRow.Columns})
        values (@Id, @OrgId, @Type, @Name, @Priority, @status, @System, @document, @CreatedAt, @UpdatedAt)
        on conflict do nothing
        """, new
    {
        policy.Id,
        policy.OrgId,
        policy.Type,
        policy.Name,
        policy.Priority,
        status = StatusOf(policy.Active),
        policy.System,
        document = PolicyRow.Write(policy),
        policy.CreatedAt,
        policy.UpdatedAt,
    });

    private static Task<bool> Insert(Writing writing, string orgId, OrgRule rule) => writing.Changed($"""
        insert into org_policy_rules (org_id, {RuleRow.Columns})
        values (@orgId, @Id, @PolicyId, @Name, @Priority, @status, @System, @document, @CreatedAt, @UpdatedAt)
        on conflict do nothing
        """, new
    {
        orgId,
        rule.Id,
        rule.PolicyId,
        rule.Name,
        rule.Priority,
        status = StatusOf(rule.Active),
        rule.System,
        document = RuleRow.Write(rule),
        rule.CreatedAt,
        rule.UpdatedAt,
    });

    private static Task Rank(Writing writing, OrgPolicy policy, long? priority) =>
        Rankings.Place(writing, "org_policies", Ranked, new { policy.OrgId, policy.Type }, policy.Id, priority);

    private static Task RankRules(Writing writing, OrgPolicy policy, OrgRule? rule, long? priority) =>
        Rankings.Place(writing, "org_policy_rules", RankedRules, new { policy.Id }, rule?.Id, priority);

    private static string StatusOf(bool active) => active ? Active : "INACTIVE";

    private static bool Named(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static InvalidOperationException NoOrg(string orgId) => new($"There is no org {orgId}, or it lacks its group of everybody.");

    /// <summary>What of the policies that every org has is a setting of the org itself, or its group of everybody.</summary>
    private sealed record Beginning(DateTimeOffset CreatedAt, bool PersistentSessions, bool RecoversPasswords, bool AllowsSignUp, string Everyone)
    {
        public OrgPolicy Fill(OrgPolicy policy) => policy with
        {
            Groups = PolicyType.IsOfApps(policy.Type) ? [] : [Everyone],
            Password = policy.Password is { } password ? password with { RecoveredByMail = RecoversPasswords } : null,
            Rules = [.. policy.Rules.Select(rule => !rule.System ? rule : rule with
            {
                Session = rule.Session is { } session ? session with { Persistent = PersistentSessions } : null,
                Profile = rule.Profile is { } profile ? profile with { Register = AllowsSignUp } : null,
            })],
        };
    }
}
