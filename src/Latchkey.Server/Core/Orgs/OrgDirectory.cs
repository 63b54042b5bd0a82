using Latchkey.Server.Ground.Development;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Orgs;

/// <summary>The orgs on this server and their addresses. Addresses come from settings alone.</summary>
internal sealed class OrgDirectory : IDisposable
{
    public const string ChangeKind = "org";
    private const string SelectDefault = "select * from orgs where subdomain is null";

    private readonly Database db;
    private readonly ServerSettings settings;
    private readonly TimeProvider clock;
    private readonly Cached<Org> bySubdomain;

    public OrgDirectory(Database db, ServerSettings settings, TimeProvider clock)
    {
        (this.db, this.settings, this.clock) = (db, settings, clock);
        bySubdomain = new Cached<Org>(db.Changes, [ChangeKind], Load);
    }

    /// <summary>The org a host name stands for: the base host is the default org, one label before it another.</summary>
    public ValueTask<Org?> FindByHost(string host, CancellationToken ct)
    {
        var name = host.TrimEnd('.').ToLowerInvariant();
        var home = settings.BaseUrl.IdnHost;
        if (name == home || (settings.Development && (name is "localhost" or "127.0.0.1" or "[::1]" || EmulatorNames.All.Contains(name))))
            return bySubdomain.Get("", ct);
        if (name.EndsWith("." + home, StringComparison.Ordinal) && name[..^(home.Length + 1)] is var label && IsLabel(label)) return bySubdomain.Get(label, ct);
        return ValueTask.FromResult<Org?>(null);
    }

    /// <summary>By the label of its address here; null: the org at the base address.</summary>
    public ValueTask<Org?> FindBySubdomain(string? subdomain, CancellationToken ct) => bySubdomain.Get(subdomain ?? "", ct);

    public ValueTask<Org?> Default(CancellationToken ct) => bySubdomain.Get("", ct);

    /// <summary>The org at the base address as a write sees it.</summary>
    public static Task<Org?> Default(Writing w) => w.One<Org>(SelectDefault, null);

    public async Task<Org?> Find(string id, CancellationToken ct) =>
        await db.One<Org>("select * from orgs where id = @id", new { id }, ct) is { } org ? WithAddress(org) : null;

    /// <summary>False when its address has an org already. The database decides between servers that start together.</summary>
    public async Task<bool> TryInsert(Writing w, Org org)
    {
        if (!await w.Changed("""
            insert into orgs (id, subdomain, name, status, allows_sign_up, recovers_passwords, claimed_at, open_client_registration, created_at, updated_at)
            values (@Id, @Subdomain, @Name, @Status, @AllowsSignUp, @RecoversPasswords, @ClaimedAt, @OpenClientRegistration, @CreatedAt, @UpdatedAt)
            on conflict do nothing
            """, org)) return false;
        w.Announce(ChangeKind, org.Subdomain ?? "");
        return true;
    }

    /// <summary>Makes whoever registers first the org's owner. The database decides between two.</summary>
    public async Task<bool> TryClaim(Writing w, Org org, string name)
    {
        if (!await w.Changed("update orgs set name = @name, claimed_at = @now, updated_at = @now where id = @Id and claimed_at is null",
            new { org.Id, name, now = clock.Now })) return false;
        w.Announce(ChangeKind, org.Subdomain ?? "");
        return true;
    }

    /// <summary>As it is by now; nobody else changes it until the commit.</summary>
    public async Task<Org> Hold(Writing w, Org org) =>
        WithAddress((await w.ChangeReturning<Org>("update orgs set updated_at = updated_at where id = @Id returning *", new { org.Id }))!);

    public Task OpenClientRegistration(Writing w, Org org, bool open) => Set(w, org, "open_client_registration", open);

    /// <summary>Lets people make accounts for themselves, or no longer.</summary>
    public Task AllowSignUp(Writing w, Org org, bool allowed) => Set(w, org, "allows_sign_up", allowed);

    /// <summary>Lets people have a forgotten password replaced by mail, or no longer.</summary>
    public Task RecoverPasswords(Writing w, Org org, bool allowed) => Set(w, org, "recovers_passwords", allowed);

    /// <summary>Lets browsers keep sessions when they are closed, or no longer: for sign-ins from now on.</summary>
    public Task PersistSessions(Writing w, Org org, bool persistent) => Set(w, org, "persistent_sessions", persistent);

    /// <summary>Lets people delete their own accounts, or no longer.</summary>
    public Task DeleteAccounts(Writing w, Org org, bool allowed) => Set(w, org, "deletes_accounts", allowed);

    /// <summary>Has people say who they are on a page of its own, or on the page where they prove it.</summary>
    public Task AskNameFirst(Writing w, Org org, bool first) => Set(w, org, "identifier_first", first);

    /// <summary>Lets people choose that a browser keeps their session, or no longer.</summary>
    public Task KeepSignedIn(Writing w, Org org, bool offered) => Set(w, org, "keeps_signed_in", offered);

    /// <summary>What browsers have to show before a sign-up or a recovery.</summary>
    public Task AskForWork(Writing w, Org org, string wanted) => Set(w, org, "work_proof", wanted);

    /// <summary>Lets people change their own e-mail address, or no longer.</summary>
    public Task ChangeEmails(Writing w, Org org, bool allowed) => Set(w, org, "changes_email", allowed);

    /// <summary>Tells people of sign-ins on new devices, or no longer.</summary>
    public Task TellOfDevices(Writing w, Org org, bool told) => Set(w, org, "tells_of_devices", told);

    /// <summary>Lets people sign in by a phone on which they are signed in, or no longer.</summary>
    public Task SignInByPhone(Writing w, Org org, bool allowed) => Set(w, org, "phone_sign_in", allowed);

    /// <summary>What it is called, and what else it says of itself.</summary>
    /// <returns>When.</returns>
    public async Task<DateTimeOffset> Describe(Writing w, Org org, string name, string about)
    {
        await Set(w, org, "name", name);
        return await Set(w, org, "about", about);
    }

    /// <summary>Lets people change this much of their own profile.</summary>
    public Task EditProfile(Writing w, Org org, string attributes) => Set(w, org, "editable_profile", attributes);

    /// <remarks>By the value's own type: behind <see cref="object"/> a bool would be sent as one, and PostgreSQL has a number there.</remarks>
    private async Task<DateTimeOffset> Set<T>(Writing w, Org org, string column, T value)
    {
        var now = clock.Now;
        await w.Change($"update orgs set {column} = @value, updated_at = @now where id = @Id", new { org.Id, value, now });
        w.Announce(ChangeKind, org.Subdomain ?? "");
        return now;
    }

    /// <summary>A development server that strangers reach registers nobody's client unasked, whatever it does on its developer's machine.</summary>
    public Org WithAddress(Org org) =>
        org with { Url = UrlOf(org.Subdomain), OpenClientRegistration = org.OpenClientRegistration && settings.MailboxSecret is null };

    private string UrlOf(string? subdomain)
    {
        var url = new UriBuilder(settings.BaseUrl);
        if (subdomain is not null) url.Host = $"{subdomain}.{url.Host}";
        return url.Uri.GetLeftPart(UriPartial.Authority);
    }

    public void Dispose() => bySubdomain.Dispose();

    private async Task<Org?> Load(string subdomain, CancellationToken ct)
    {
        var org = subdomain.Length == 0
            ? await db.One<Org>(SelectDefault, null, ct)
            : await db.One<Org>("select * from orgs where subdomain = @subdomain", new { subdomain }, ct);
        return org is null ? null : WithAddress(org);
    }

    public static bool IsLabel(string label) =>
        label.Length is > 0 and <= 57 && label.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') && label[0] != '-' && label[^1] != '-';
}
