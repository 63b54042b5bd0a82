using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Requests;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Grants;

/// <summary>What people have agreed to. Contract §2.1, Consent; OpenID Connect Core §3.1.2.4.</summary>
internal sealed class Consents(Database db, GrantRevocation grants, TimeProvider clock)
{
    /// <summary>
    /// The scopes the person has to be asked about: those that want consent, where the app is one that asks or the request
    /// says so; without the ones agreed to earlier, unless the request wants to hear it again.
    /// </summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="userId">Who is there.</param>
    /// <param name="silently">
    /// They have done nothing for this request so far. Any app of a device can take another's custom scheme, so an answer
    /// there is never an app's that nobody vouches for until the person says so: RFC 8252 §8.6.
    /// </param>
    /// <param name="ct">Ends it.</param>
    public ValueTask<IReadOnlyList<ScopeDefinition>> Missing(AuthorizeRequest request, string userId, bool silently, CancellationToken ct) =>
        request.PromptConsent || (silently && !request.App.VouchedFor && AppLink.HasCustomScheme(request.ReplyTo.RedirectUri))
            ? new(Concerned(request.App, request.Server, request.Scopes)) : Missing(request.App, request.Server, request.Scopes, userId, ct);

    /// <summary>The same where no authorization request is made.</summary>
    public ValueTask<IReadOnlyList<ScopeDefinition>> Missing(App app, AuthorizationServer server, IReadOnlyList<string> scopes, string userId,
        CancellationToken ct)
    {
        if (!app.AsksForConsent || Concerned(app, server, scopes) is not { Length: > 0 } concerned) return new([]);
        return NotGiven();

        async ValueTask<IReadOnlyList<ScopeDefinition>> NotGiven()
        {
            var given = await Given(userId, app.Id, server.Id, ct);
            return [.. concerned.Where(scope => !given.Contains(scope.Name))];
        }
    }

    private static ScopeDefinition[] Concerned(App app, AuthorizationServer server, IReadOnlyList<string> scopes) =>
        [.. scopes.Select(server.Scopes.GetValueOrDefault).OfType<ScopeDefinition>().Where(scope => Concerns(app, scope))];

    /// <summary>Every scope of an app that nobody vouches for; of others those that are defined so (contract §2.1, Consent).</summary>
    public static bool Concerns(App app, ScopeDefinition scope) => !app.VouchedFor || scope.Consent is ScopeConsent.Required or ScopeConsent.Flexible;

    /// <summary>In the commit of what it makes possible. A scope agreed to again keeps its id.</summary>
    public async Task Give(Writing w, App app, AuthorizationServer server, string userId, IEnumerable<ScopeDefinition> scopes)
    {
        foreach (var scope in scopes)
        {
            await w.Change($"""
                insert into consents ({Consent.Columns}) values (@id, @OrgId, @userId, @clientId, @serverId, @Name, @now, @now)
                on conflict (user_id, client_id, server_id, scope) do update set updated_at = excluded.updated_at
                """, new { id = Ids.New(Ids.Grant), app.OrgId, userId, clientId = app.Id, serverId = server.Id, scope.Name, now = clock.Now });
        }
    }

    /// <summary>Spends the page a person answered. False when it was answered before.</summary>
    public Task<bool> TryAnswer(Writing w, string ticket) => w.Changed(
        "insert into answered_consents (ticket_hash, expires_at) values (@hash, @expires) on conflict do nothing",
        new { hash = Secrets.Hash(ticket), expires = clock.Now + AuthorizeRequest.LongestWait });

    /// <inheritdoc cref="TryAnswer(Writing, string)"/>
    public Task<bool> TryAnswer(string ticket, CancellationToken ct) => db.Write(w => TryAnswer(w, ticket), ct);

    public Task<IReadOnlyList<Consent>> Of(string userId, CancellationToken ct) =>
        db.Many<Consent>($"select {Consent.Columns} from consents where user_id = @userId order by id", new { userId }, ct);

    /// <summary>The apps a person has agreed to something for, or that hold a refresh token of theirs.</summary>
    public Task<IReadOnlyList<string>> AppsOf(string userId, CancellationToken ct) => db.Many<string>($"""
        select client_id from consents where user_id = @userId
        union select f.client_id from refresh_families f where f.user_id = @userId and {RefreshFamilies.InForce}
        order by client_id
        """, new { userId, now = clock.Now }, ct);

    public Task<Consent?> Find(string userId, string id, CancellationToken ct) =>
        db.One<Consent>($"select {Consent.Columns} from consents where user_id = @userId and id = @id", new { userId, id }, ct);

    /// <summary>Takes back what was agreed; whatever the app holds for the person came of it and ends with it. Those taken back.</summary>
    public async Task<int> Revoke(Writing w, string orgId, string userId, string clientId, IReadOnlyCollection<string> ids)
    {
        var gone = 0;
        foreach (var id in ids)
            gone += await w.Change("delete from consents where user_id = @userId and client_id = @clientId and id = @id", new { userId, clientId, id });
        if (gone > 0) await grants.EndAllOf(w, orgId, userId, clientId, "consent revoked");
        return gone;
    }

    /// <summary>All that was agreed for an app, and how much that was; whoever asks ends what came of it.</summary>
    public Task<int> Forget(Writing w, string userId, string clientId) =>
        w.Change("delete from consents where user_id = @userId and client_id = @clientId", new { userId, clientId });

    private async Task<HashSet<string>> Given(string userId, string clientId, string serverId, CancellationToken ct) => (await db.Many<string>(
        "select scope from consents where user_id = @userId and client_id = @clientId and server_id = @serverId", new { userId, clientId, serverId },
        ct)).ToHashSet(StringComparer.Ordinal);

    public Task<int> DeleteExpired(CancellationToken ct) => db.Change(
        "delete from answered_consents where ticket_hash in (select ticket_hash from answered_consents where expires_at < @now limit @batch)",
        new { now = clock.Now, batch = Cleanup.Batch }, ct);
}
