using System.Text.Json;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Recovery;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Federation;

/// <summary>Who is who at the providers of all orgs. A name there belongs to one account here for good, and an account has one name at each provider.</summary>
internal sealed class LinkedIdentities(Database db, AccountNotices notices, Seal seal, TimeProvider clock)
{
    private const string Purpose = "linked-identity";
    private const string Columns = "id, org_id, idp_id, user_id, external_id, profile, sealed_tokens, created_at, updated_at";
    private const int LongestProfile = 8_000;

    public static readonly SealedColumn Sealed = new(Purpose, "linked_identities", "id", "sealed_tokens");

    public Task<LinkedIdentity?> FindExternal(string idpId, string externalId, CancellationToken ct) =>
        db.One<LinkedIdentity>($"select {Columns} from linked_identities where idp_id = @idpId and external_id = @externalId", new { idpId, externalId }, ct);

    public Task<LinkedIdentity?> Find(string idpId, string userId, CancellationToken ct) =>
        db.One<LinkedIdentity>($"select {Columns} from linked_identities where idp_id = @idpId and user_id = @userId", new { idpId, userId }, ct);

    /// <summary>Of a provider those after a person, in the order of their ids.</summary>
    public Task<IReadOnlyList<LinkedIdentity>> After(string idpId, string userId, int most, CancellationToken ct) => db.Many<LinkedIdentity>(
        $"select {Columns} from linked_identities where idp_id = @idpId and user_id > @userId order by user_id limit @most", new { idpId, userId, most }, ct);

    /// <summary>Every provider that a person comes from.</summary>
    public Task<IReadOnlyList<LinkedIdentity>> Of(string userId, CancellationToken ct) =>
        db.Many<LinkedIdentity>($"select {Columns} from linked_identities where user_id = @userId order by idp_id", new { userId }, ct);

    /// <summary>For an account that was here before: its owner is told, in the commit that links it. Null as with <see cref="TryLink"/>.</summary>
    public async Task<Func<Writing, Task<LinkedIdentity?>>> Linking(Org org, IdentityProvider provider, User user, string externalId, JsonObject profile,
        CancellationToken ct)
    {
        var tell = await notices.ProviderLinked(org, user, ct);
        return async writing =>
        {
            if (await TryLink(writing, provider, user, externalId, profile) is not { } link) return null;
            await tell(writing, link.Id);
            return link;
        };
    }

    /// <summary>Null when the name belongs to somebody, or the person has another one there: whoever was first has it.</summary>
    public Task<LinkedIdentity?> TryLink(Writing writing, IdentityProvider provider, User user, string externalId, JsonObject profile) =>
        writing.ChangeReturning<LinkedIdentity>($"""
            insert into linked_identities (id, org_id, idp_id, user_id, external_id, profile, created_at, updated_at)
            select @id, @OrgId, @idpId, @userId, @externalId, @profile, @now, @now
            where exists (select 1 from identity_providers where identity_providers.id = @idpId)
            on conflict do nothing
            returning {Columns}
            """, new
        {
            id = Ids.New(Ids.LinkedIdentity),
            user.OrgId,
            idpId = provider.Id,
            userId = user.Id,
            externalId,
            profile = Kept(profile),
            now = clock.Now,
        });

    /// <summary>Whether anybody comes from there.</summary>
    public async Task<bool> Any(Writing writing, IdentityProvider provider) => await writing.One<string>(
        "select id from linked_identities where idp_id = @Id limit 1", new { provider.Id }) is not null;

    /// <summary>What the provider says by now. False when the two are linked no longer.</summary>
    public Task<bool> Seen(Writing writing, LinkedIdentity linked, JsonObject profile, string? tokens) => writing.Changed(
        "update linked_identities set profile = @profile, sealed_tokens = @closed, updated_at = @now where id = @Id",
        new { linked.Id, profile = Kept(profile), closed = tokens is null ? null : seal.Close(Purpose, tokens, linked.Id), now = clock.Now });

    public Task<bool> Unlink(Writing writing, LinkedIdentity linked) => writing.Changed("delete from linked_identities where id = @Id", new { linked.Id });

    /// <summary>What the provider handed out when they last came; null: nothing is kept.</summary>
    /// <exception cref="InvalidOperationException">It was sealed under another master key.</exception>
    public UpstreamTokens.Kept? TokensOf(LinkedIdentity linked) => linked.SealedTokens is { } closed
        ? JsonSerializer.Deserialize<UpstreamTokens.Kept>(seal.Open(Purpose, closed, linked.Id)) : null;

    /// <summary>Of a provider that says very much, nothing.</summary>
    private static string Kept(JsonObject profile) => profile.ToJsonString() is { Length: <= LongestProfile } text ? text : "{}";
}
