using System.Text.Json.Nodes;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Clients;

/// <summary>The apps of all orgs. Contract §3.1.</summary>
internal sealed class Apps : IDisposable
{
    public const string Kind = "app";
    private const string EllipticKind = "elliptic-apps";
    /// <summary>Announced with the id of an org, of whose apps some run on phones.</summary>
    public const string PhonesKind = "phone-apps";
    public const string ActiveStatus = "ACTIVE";
    public const string InactiveStatus = "INACTIVE";

    private readonly Database db;
    private readonly Seal seal;
    private readonly TimeProvider clock;
    private readonly Cached<App> cached;
    private readonly Cached<IReadOnlyList<string>> elliptic;

    public Apps(Database db, Seal seal, TimeProvider clock)
    {
        (this.db, this.seal, this.clock) = (db, seal, clock);
        cached = new(
            db.Changes, [Kind], async (id, ct) => (await db.One<AppRow>($"select {AppRow.Columns} from apps where id = @id", new { id }, ct))?.ToApp(seal));
        elliptic = new(db.Changes, [EllipticKind], async (orgId, ct) => await db.Many<string>(
            "select id from apps where org_id = @orgId and elliptic = 1 and status = 'ACTIVE'", new { orgId }, ct));
    }

    /// <summary>The ids of the active apps for which an administrator chose ES256.</summary>
    public async ValueTask<IReadOnlyList<string>> ThatChoseElliptic(string orgId, CancellationToken ct) => (await elliptic.Get(orgId, ct))!;

    /// <summary>The active apps that run on phones.</summary>
    public async Task<IReadOnlyList<PhoneApp>> OnPhones(string orgId, CancellationToken ct) =>
    [
        .. (await db.Many<AppRow>(
            $"select {AppRow.Columns} from apps where org_id = @orgId and phones = 1 and status = 'ACTIVE' order by id", new { orgId }, ct))
            .Select(row => row.ToApp(seal)).Select(app => new PhoneApp(app.Phones, [.. app.RedirectUris, .. app.PostLogoutRedirectUris])),
    ];

    /// <summary>Also an inactive one: ask <see cref="App.Active"/>.</summary>
    public ValueTask<App?> Find(string orgId, string clientId, CancellationToken ct)
    {
        if (clientId.Contains('\0', StringComparison.Ordinal)) return default;      // PostgreSQL would refuse the question
        var found = cached.Get(clientId, ct);
        if (found.IsCompletedSuccessfully) return new(found.Result is { } app && app.OrgId == orgId ? app : null);
        return Checked(found.AsTask());

        async ValueTask<App?> Checked(Task<App?> loading) => await loading is { } app && app.OrgId == orgId ? app : null;
    }

    /// <summary>The same, of those that are clients of OAuth: a bookmark is none.</summary>
    public async ValueTask<App?> FindClient(string orgId, string clientId, CancellationToken ct) =>
        await Find(orgId, clientId, ct) is { IsBookmark: false } app ? app : null;

    /// <summary>Null when the id is taken.</summary>
    public Task<App?> Create(NewApp app, CancellationToken ct) => db.Write(writing => Create(writing, app), ct);

    /// <inheritdoc cref="Create(NewApp, CancellationToken)"/>
    public async Task<App?> Create(Writing writing, NewApp app)
    {
        var id = app.Id ?? app.Draft.Id ?? Ids.New(Ids.App);
        var row = await writing.ChangeReturning<AppRow>($"""
            insert into apps (id, org_id, label, label_key, status, application_type, sealed_secret, registered_by, system_name, document, grants_mark,
                elliptic, phones, created_at, updated_at)
            values (@id, @OrgId, @Label, @LabelKey, @Status, @ApplicationType, @SealedSecret, @RegisteredBy, @SystemName, @Document, @mark,
                @Elliptic, @Phones, @now, @now)
            on conflict do nothing
            returning {AppRow.Columns}
            """,
            new
            {
                id,
                app.OrgId,
                app.Draft.Label,
                LabelKey = Identifiers.Canonical(app.Draft.Label),
                Status = app.Active ? ActiveStatus : InactiveStatus,
                app.Draft.ApplicationType,
                SealedSecret = Sealed(app.Draft.Secret, id),
                app.RegisteredBy,
                app.SystemName,
                Document = app.Draft.Document.ToJsonString(),
                mark = NewMark(),
                Elliptic = app.Draft.ChoosesElliptic,
                Phones = app.Draft.Phones.Any,
                now = clock.Now,
            });
        if (row is not null) Announce(writing, id, app.OrgId, app.Draft.ChoosesElliptic, app.Draft.Phones.Any);
        return row?.ToApp(seal);
    }

    /// <summary>Everything but its id, type and status. Null when it is gone.</summary>
    public Task<App?> Change(Writing writing, App app, AppDraft draft) => Change(writing, app, draft, stored: null);

    /// <summary>The same, made of what the app is by now, whoever else changes it meanwhile. Null when it is gone.</summary>
    /// <param name="writing">The commit it is part of.</param>
    /// <param name="app">Which.</param>
    /// <param name="revise">What it is to be, given what it is.</param>
    public async Task<App?> Revise(Writing writing, App app, Func<App, AppDraft> revise)
    {
        for (var attempt = 0; attempt < 5; attempt++)
        {
            if (await writing.One<AppRow>($"select {AppRow.Columns} from apps where id = @Id", new { app.Id }) is not { } row) return null;
            var current = row.ToApp(seal);
            if (await Change(writing, current, revise(current), row.Document) is { } changed) return changed;
        }
        throw new InvalidOperationException($"The app {app.Id} does not stop changing.");
    }

    private async Task<App?> Change(Writing writing, App app, AppDraft draft, string? stored)
    {
        var row = await writing.ChangeReturning<AppRow>($"""
            update apps set label = @Label, label_key = @LabelKey, sealed_secret = case when @same = 1 then sealed_secret else @SealedSecret end,
              document = @Document, elliptic = @Elliptic, phones = @Phones, updated_at = @now
            where id = @Id{(stored is null ? "" : " and document = @stored")}
            returning {AppRow.Columns}
            """,
            new
            {
                app.Id,
                stored,
                draft.Label,
                LabelKey = Identifiers.Canonical(draft.Label),
                // Who says one that it has says nothing new, be it the older one or one switched off: all stay as they are. Another one stands alone.
                same = draft.Secret is { } secret && app.AllSecrets.Any(one => secret.Is(one.Value)) ? 1 : 0,
                SealedSecret = Sealed(draft.Secret, app.Id),
                Document = draft.Document.ToJsonString(),
                Elliptic = draft.ChoosesElliptic,
                Phones = draft.Phones.Any,
                now = clock.Now,
            });
        if (row is not null) Announce(writing, app.Id, app.OrgId, app.ChoseElliptic || draft.ChoosesElliptic, app.Phones.Any || draft.Phones.Any);
        return row?.ToApp(seal);
    }

    /// <summary>
    /// A change to a part of the document, made to what it is by now; it says whether it changed something. Null when it did not, or the app is gone.
    /// </summary>
    public async Task<App?> EditDocument(Writing writing, App app, Func<JsonObject, bool> edit)
    {
        for (var attempt = 0; attempt < 5; attempt++)
        {
            if (await writing.One<string>("select document from apps where id = @Id", new { app.Id }) is not { } stored) return null;
            var document = (JsonObject)JsonNode.Parse(stored)!;
            if (!edit(document)) return null;
            var row = await writing.ChangeReturning<AppRow>(
                $"update apps set document = @changed, updated_at = @now where id = @Id and document = @stored returning {AppRow.Columns}",
                new { app.Id, stored, changed = document.ToJsonString(), now = clock.Now });
            if (row is null) continue;          // somebody else changed it in between
            writing.Announce(Kind, app.Id);
            return row.ToApp(seal);
        }
        throw new InvalidOperationException($"The app {app.Id} does not stop changing.");
    }

    /// <summary>
    /// The app after a change to what its secrets are by now: sealed anew each time, what is stored says whether anyone came in between. Null when
    /// the app is gone, or the change finds nothing to change.
    /// </summary>
    public async Task<App?> ChangeSecrets(Writing writing, App app, Func<IReadOnlyList<AppSecret>, IReadOnlyList<AppSecret>?> edit)
    {
        for (var attempt = 0; attempt < 5; attempt++)
        {
            if (await writing.One<AppRow>($"select {AppRow.Columns} from apps where id = @Id", new { app.Id }) is not { } row) return null;
            if (edit(row.ToApp(seal).AllSecrets) is not { } secrets) return null;
            var written = await writing.ChangeReturning<AppRow>($"""
                update apps set sealed_secret = @changed, updated_at = @now where id = @Id and sealed_secret = @SealedSecret
                returning {AppRow.Columns}
                """, new { app.Id, row.SealedSecret, changed = seal.Close(AppRow.SecretPurpose, AppSecret.Write(secrets), boundTo: app.Id), now = clock.Now });
            if (written is null) continue;
            writing.Announce(Kind, app.Id);
            return written.ToApp(seal);
        }
        throw new InvalidOperationException($"The secrets of the app {app.Id} do not stop changing.");
    }

    /// <summary>False when it was so already, or is gone. Switched off, it loses every refresh token it holds, however many.</summary>
    public async Task<bool> SetActive(Writing writing, App app, bool active)
    {
        var changed = active
            ? await writing.Changed("update apps set status = @status, updated_at = @now where id = @Id and status <> @status",
            new { app.Id, status = ActiveStatus, now = clock.Now })
            : await writing.Changed("update apps set status = @status, grants_mark = @mark, updated_at = @now where id = @Id and status <> @status",
                new { app.Id, status = InactiveStatus, mark = NewMark(), now = clock.Now });
        if (changed) Announce(writing, app.Id, app.OrgId, app.ChoseElliptic, app.Phones.Any);
        return changed;
    }

    /// <summary>False when it was so already, or is gone.</summary>
    /// <param name="writing">Where it is written.</param>
    /// <param name="app">Whose.</param>
    /// <param name="enrollment">The policy of who makes an account, and not that of getting in.</param>
    /// <param name="policyId">Null: the one that every org has.</param>
    public async Task<bool> SetPolicy(Writing writing, App app, bool enrollment, string? policyId)
    {
        var args = new { app.Id, policyId = policyId ?? "", now = clock.Now };
        var changed = enrollment
            ? await writing.Changed("""
                update apps set enrollment_policy_id = nullif(@policyId, ''), updated_at = @now
                where id = @Id and coalesce(enrollment_policy_id, '') <> @policyId
                """, args)
            : await writing.Changed("""
                update apps set access_policy_id = nullif(@policyId, ''), updated_at = @now where id = @Id and coalesce(access_policy_id, '') <> @policyId
                """, args);
        if (changed) writing.Announce(Kind, app.Id);
        return changed;
    }

    /// <summary>What some of the apps are called that name this policy, whether they are active or not.</summary>
    public static async Task<IReadOnlyList<string>> Naming(Writing writing, string policyId, int most) =>
    [
        .. await writing.Many<string>("select label from apps where access_policy_id = @policyId limit @most", new { policyId, most }),
        .. await writing.Many<string>("select label from apps where enrollment_policy_id = @policyId limit @most", new { policyId, most }),
    ];

    /// <summary>False when it is active: an app in use is not deleted by one call.</summary>
    public async Task<bool> Delete(Writing writing, App app)
    {
        var deleted = await writing.Changed("delete from apps where id = @Id and status = 'INACTIVE'", new { app.Id });
        if (!deleted) return false;
        Announce(writing, app.Id, app.OrgId, app.ChoseElliptic, app.Phones.Any);
        // Its id may be given to another app, whose assignments are its own.
        writing.Announce(Assignments.Kind, app.Id);
        writing.Announce(Memberships.Kind, Changes.Everything);
        return true;
    }

    public void Dispose()
    {
        cached.Dispose();
        elliptic.Dispose();
    }

    private static void Announce(Writing writing, string id, string orgId, bool elliptic, bool phones)
    {
        writing.Announce(Kind, id);
        if (phones) writing.Announce(PhonesKind, orgId);
        if (elliptic) writing.Announce(EllipticKind, orgId);
    }

    private static string NewMark() => Ids.New("");

    private string? Sealed(Secret? secret, string id) =>
        secret is { } given ? seal.Close(AppRow.SecretPurpose, AppSecret.Write([AppSecret.New(given, clock.Now)]), boundTo: id) : null;
}
