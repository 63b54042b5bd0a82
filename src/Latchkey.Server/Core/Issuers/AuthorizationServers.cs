using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Latchkey.Protocol;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Issuers;

/// <summary>The authorization servers of all orgs, each read whole and kept in memory. Contract §1.2 and §3.4.</summary>
internal sealed class AuthorizationServers : IDisposable
{
    /// <summary>Announced with the key <c>{org}/{server}</c> by whatever changes a server, its scopes, claims, policies or rules.</summary>
    public const string Kind = "authorization-server";
    public const string DefaultId = "default";
    public const string DefaultAudience = "api://default";

    internal static readonly JsonSerializerOptions Stored = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private const string Columns = "id, org_id, name, description, audience, issuer_mode, status, signing_algorithm, rotation_mode, created_at, updated_at";

    private readonly Database db;
    private readonly TimeProvider clock;
    private readonly Cached<AuthorizationServer> cached;
    private readonly ConditionalWeakTable<Org, AuthorizationServer> ofOrgs = [];
    private readonly ConditionalWeakTable<AuthorizationServer, AuthorizationServer> addressed = [];

    public AuthorizationServers(Database db, TimeProvider clock)
    {
        (this.db, this.clock) = (db, clock);
        cached = new(db.Changes, [Kind], Load);
    }

    /// <summary>The id "" is the org's own server. Also an inactive one: ask <see cref="AuthorizationServer.Active"/>.</summary>
    public async ValueTask<AuthorizationServer?> Find(Org org, string id, CancellationToken ct)
    {
        if (id.Length == 0) return ofOrgs.GetValue(org, OrgServer.Of);
        return await cached.Get(org.Id, '/', id, ct) is { } server ? At(org, server) : null;
    }

    /// <summary>The custom ones: the org's own is not in the list of the management API.</summary>
    public async Task<IReadOnlyList<AuthorizationServer>> List(Org org, CancellationToken ct)
    {
        var ids = await db.Many<string>("select id from authorization_servers where org_id = @orgId order by created_at, id", new { orgId = org.Id }, ct);
        var servers = new List<AuthorizationServer>();
        foreach (var id in ids)
            if (await Find(org, id, ct) is { } server) servers.Add(server);
        return servers;
    }

    /// <summary>
    /// The server <c>default</c> of a new org, with a policy that works: without one every first token request fails, the
    /// top newcomer pain (contract §1.2).
    /// </summary>
    public async Task Seed(Writing writing, string orgId, DateTimeOffset now)
    {
        await Create(writing, orgId, DefaultId, ServerDraft.Of(null, DefaultId, "Default Authorization Server for your Applications", [DefaultAudience]), now);
        await Add(writing, orgId, DefaultId, new AccessPolicy(Ids.New(Ids.Policy), "Default Policy", "Default policy for all clients", 1, true, System: false,
            [PolicyDecision.AllClients],
            [
                new(Ids.New(Ids.Rule), "Default Policy Rule", 1, true, System: false, Users: [], ExcludedUsers: [], Groups: [PolicyDecision.Everyone],
                    [.. GrantKind.Named(grant => grant is { ByDefault: true, InPolicies: true })], [PolicyDecision.Any],
                    AccessTokenMinutes: 60, RefreshTokenMinutes: 0, RefreshWindowMinutes: 7 * 24 * 60),
            ]));
    }

    /// <summary>A server with what every one has from the start: its system scopes and the claim <c>sub</c>.</summary>
    public async Task Create(Writing writing, string orgId, string id, ServerDraft draft, DateTimeOffset now)
    {
        await writing.Change("""
            insert into authorization_servers (org_id, id, name, description, audience, issuer_mode, status, signing_algorithm, rotation_mode, created_at,
              updated_at)
            values (@orgId, @id, @Name, @Description, @Audience, @IssuerMode, 'ACTIVE', @SigningAlgorithm, @RotationMode, @now, @now)
            """, new { orgId, id, draft.Name, draft.Description, draft.Audience, draft.IssuerMode, draft.SigningAlgorithm, draft.RotationMode, now });
        foreach (var scope in SystemScopes.OfCustomServers) await Add(writing, orgId, id, scope with { Id = Ids.New(Ids.Scope) });
        await Add(writing, orgId, id, new ClaimDefinition(Ids.New(Ids.Claim), Claim.Subject, Active: true, ClaimType.Resource, ClaimValueType.System,
            ClaimSet.OrdinarySubject, AlwaysInclude: true, Scopes: [], GroupFilter: null, System: true));
    }

    internal static void Announce(Writing writing, string orgId, string serverId) => writing.Announce(Kind, Key(orgId, serverId));

    /// <summary>False when the server has a scope of this name.</summary>
    public async Task<bool> Add(Writing writing, string orgId, string serverId, ScopeDefinition scope)
    {
        var added = await writing.Changed("""
            insert into scopes (id, org_id, server_id, name, document) values (@Id, @orgId, @serverId, @Name, @document) on conflict do nothing
            """, new { scope.Id, orgId, serverId, scope.Name, document = JsonSerializer.Serialize(scope, Stored) });
        if (added) writing.Announce(Kind, Key(orgId, serverId));
        return added;
    }

    /// <summary>False when the server has a claim of this name for this kind of token.</summary>
    public async Task<bool> Add(Writing writing, string orgId, string serverId, ClaimDefinition claim)
    {
        Announce(writing, orgId, serverId);
        return await writing.Changed("""
            insert into claims (id, org_id, server_id, name, claim_type, document) values (@Id, @orgId, @serverId, @Name, @ClaimType, @document)
              on conflict do nothing
            """, new { claim.Id, orgId, serverId, claim.Name, claim.ClaimType, document = JsonSerializer.Serialize(claim, Stored) });
    }

    public async Task Add(Writing writing, string orgId, string serverId, AccessPolicy policy)
    {
        var now = clock.Now;
        await writing.Change("""
            insert into access_policies (id, org_id, server_id, priority, status, document, created_at, updated_at)
            values (@Id, @orgId, @serverId, @Priority, @status, @document, @now, @now)
            """, new
        {
            policy.Id,
            orgId,
            serverId,
            policy.Priority,
            status = StatusOf(policy.Active),
            document = JsonSerializer.Serialize(policy with { Rules = [] }, Stored),
            now
        });
        foreach (var rule in policy.Rules)
        {
            await writing.Change("""
                insert into access_policy_rules (id, policy_id, priority, status, document, created_at, updated_at)
                values (@Id, @policyId, @Priority, @status, @document, @now, @now)
                """, new
            {
                rule.Id,
                policyId = policy.Id,
                rule.Priority,
                status = StatusOf(rule.Active),
                document = JsonSerializer.Serialize(rule, Stored),
                now
            });
        }
        writing.Announce(Kind, Key(orgId, serverId));
    }

    /// <summary>All policies of a server, inactive ones too, as the management API shows them.</summary>
    public async Task<IReadOnlyList<StoredPolicy>> ReadPolicies(AuthorizationServer server, CancellationToken ct) =>
        [.. (await db.Many<DocumentRow>(
            "select priority, document, created_at, updated_at from access_policies where org_id = @OrgId and server_id = @Id order by priority, id",
            new { server.OrgId, server.Id }, ct))
            .Select(row => new StoredPolicy(Read<AccessPolicy>(row.Document) with { Priority = row.Priority }, row.CreatedAt, row.UpdatedAt))];

    public async Task<IReadOnlyList<StoredRule>> ReadRules(AccessPolicy policy, CancellationToken ct) =>
        [.. (await db.Many<DocumentRow>(
            "select priority, document, created_at, updated_at from access_policy_rules where policy_id = @Id order by priority, id", new { policy.Id }, ct))
            .Select(row => new StoredRule(Read<AccessPolicyRule>(row.Document) with { Priority = row.Priority }, row.CreatedAt, row.UpdatedAt))];

    public void Dispose() => cached.Dispose();

    private async Task<AuthorizationServer?> Load(string key, CancellationToken ct)
    {
        var parts = key.Split('/', 2);
        var of = new { orgId = parts[0], serverId = parts[1] };
        if (await db.One<Row>($"select {Columns} from authorization_servers where org_id = @orgId and id = @serverId", of, ct) is not { } row) return null;

        var scopes = await db.Many<string>("select document from scopes where org_id = @orgId and server_id = @serverId", of, ct);
        var claims = await db.Many<string>("select document from claims where org_id = @orgId and server_id = @serverId order by name, id", of, ct);
        var policies =
            await db.Many<DocumentRow>(
                "select priority, document, created_at, updated_at from access_policies where org_id = @orgId and server_id = @serverId and status = "
                    + "'ACTIVE' order by priority, id", of, ct);
        var rules = await db.Many<RuleRow>("""
            select r.policy_id, r.priority, r.document from access_policy_rules r join access_policies p on p.id = r.policy_id
            where p.org_id = @orgId and p.server_id = @serverId and r.status = 'ACTIVE' order by r.priority, r.id
            """, of, ct);
        var trusted = await db.Many<string>("select trusted_id from trusted_servers where org_id = @orgId and server_id = @serverId", of, ct);
        var definitions = claims.Select(Read<ClaimDefinition>).ToArray();
        return new()
        {
            Id = row.Id,
            OrgId = row.OrgId,
            Name = row.Name,
            Description = row.Description,
            Issuer = "",
            Endpoints = "",
            Audience = row.Audience,
            IssuerMode = row.IssuerMode,
            Active = row.Status == "ACTIVE",
            SigningAlgorithm = row.SigningAlgorithm,
            RotationMode = row.RotationMode,
            Scopes = scopes.Select(Read<ScopeDefinition>).ToDictionary(scope => scope.Name, StringComparer.Ordinal),
            Claims = definitions,
            TokenClaims = ClaimSet.Of(definitions),
            Policies = [.. policies.Select(policy => (Policy: Read<AccessPolicy>(policy.Document), policy.Priority)).Select(one => one.Policy with
            {
                Priority = one.Priority,
                Rules = [.. rules.Where(rule => rule.PolicyId == one.Policy.Id)
                    .Select(rule => Read<AccessPolicyRule>(rule.Document) with { Priority = rule.Priority })],
            })],
            Trusted = trusted.ToFrozenSet(StringComparer.Ordinal),
            PolicyGroups = rules.Select(rule => Read<AccessPolicyRule>(rule.Document)).SelectMany(rule => rule.Groups.Concat(rule.ExcludedGroups ?? []))
                .Where(group => group != PolicyDecision.Everyone).ToFrozenSet(StringComparer.Ordinal),
            CreatedAt = row.CreatedAt,
            UpdatedAt = row.UpdatedAt,
        };
    }

    /// <summary>Addresses come from the org as configured, so they are not kept with what came from the database, but beside it.</summary>
    private AuthorizationServer At(Org org, AuthorizationServer server)
    {
        if (addressed.TryGetValue(server, out var known) && IsAt(org, known)) return known;
        var issuer = $"{org.Url}/oauth2/{server.Id}";
        known = server with { Issuer = issuer, Endpoints = $"{issuer}/v1" };
        addressed.AddOrUpdate(server, known);
        return known;
    }

    private static bool IsAt(Org org, AuthorizationServer server) =>
        server.Issuer.StartsWith(org.Url, StringComparison.Ordinal) && server.Issuer.AsSpan(org.Url.Length).StartsWith("/oauth2/");

    private static string Key(string orgId, string id) => $"{orgId}/{id}";

    private static string StatusOf(bool active) => active ? "ACTIVE" : "INACTIVE";

    private static T Read<T>(string document) => JsonSerializer.Deserialize<T>(document, Stored)!;

    private sealed record Row(string Id, string OrgId, string Name, string Description, string Audience, string IssuerMode, string Status,
        string SigningAlgorithm, string RotationMode, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

    private sealed record RuleRow(string PolicyId, long Priority, string Document);

    private sealed record DocumentRow(long Priority, string Document, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);
}
