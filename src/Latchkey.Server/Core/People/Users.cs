using System.Text.Json.Nodes;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Schemas;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.People;

/// <summary>The people of all orgs. Contract §3.2.</summary>
internal sealed partial class Users : IDisposable
{
    public const string Kind = "user";

    private readonly Database db;
    private readonly SystemLog log;
    private readonly TimeProvider clock;
    private readonly IPasswordRulebook? rulebook;
    private readonly Cached<User> cached;

    /// <param name="db">Where they are.</param>
    /// <param name="log">Told when wrong passwords or codes lock an account: by whatever door they came.</param>
    /// <param name="clock">The time.</param>
    /// <param name="rulebook">Says when wrong passwords lock; null: as every org has it.</param>
    public Users(Database db, SystemLog log, TimeProvider clock, IPasswordRulebook? rulebook = null)
    {
        (this.db, this.log, this.clock, this.rulebook) = (db, log, clock, rulebook);
        cached = new(
            db.Changes, [Kind], async (id, ct) => (await db.One<UserRow>($"select {UserRow.Columns} from users where id = @id", new { id }, ct))?.ToUser());
    }

    /// <summary>From memory; what changes a person's standing removes the entry.</summary>
    public ValueTask<User?> Find(string orgId, string id, CancellationToken ct)
    {
        var found = cached.Get(id, ct);
        if (found.IsCompletedSuccessfully) return new(found.Result is { } user && user.OrgId == orgId ? user : null);
        return Checked(found.AsTask());

        async ValueTask<User?> Checked(Task<User?> loading) => await loading is { } user && user.OrgId == orgId ? user : null;
    }

    /// <summary>As it stands in the database, with the counters and times that are not announced.</summary>
    public async Task<User?> Read(string orgId, string id, CancellationToken ct) =>
        (await db.One<UserRow>($"select {UserRow.Columns} from users where org_id = @orgId and id = @id", new { orgId, id }, ct))?.ToUser();

    /// <summary>As a write has left them so far.</summary>
    public async Task<User?> Read(Writing writing, User user) =>
        (await writing.One<UserRow>($"select {UserRow.Columns} from users where id = @Id", new { user.Id }))?.ToUser();

    /// <summary>By the login, or by the part before its @ where only one person of the org has it.</summary>
    public async Task<User?> FindByLogin(string orgId, string typed, CancellationToken ct)
    {
        var key = Identifiers.Canonical(typed);
        if (key.Length == 0) return null;
        if (await db.One<UserRow>($"select {UserRow.Columns} from users where org_id = @orgId and login_key = @key", new { orgId, key }, ct) is { } exact)
            return exact.ToUser();
        if (key.Contains('@', StringComparison.Ordinal)) return null;

        var sharing = await db.Many<UserRow>(
            $"select {UserRow.Columns} from users where org_id = @orgId and short_login_key = @key limit 2", new { orgId, key }, ct);
        return sharing.Count == 1 ? sharing[0].ToUser() : null;
    }

    /// <summary>Null when the org already has this login: of two racing requests one gets null.</summary>
    public Task<User?> Create(NewUser person, CancellationToken ct) => db.Write(writing => Create(writing, person), ct);

    /// <inheritdoc cref="Create(NewUser, CancellationToken)"/>
    public async Task<User?> Create(Writing writing, NewUser person)
    {
        var names = ProfileKeys.Of(person.Profile);
        var now = clock.Now;
        var row = await writing.ChangeReturning<UserRow>($"""
            insert into users (id, org_id, type_id, status, login, login_key, short_login_key, email, email_key, first_name_key, last_name_key,
                profile, password_hash, password_changed_at, email_verified, is_admin, created_at, updated_at, activated_at, status_changed_at)
            values (@Id, @OrgId, @typeId, @Status, @Login, @LoginKey, @ShortLoginKey, @Email, @EmailKey, @FirstNameKey, @LastNameKey, @Profile,
                @PasswordHash, @PasswordChangedAt, @EmailVerified, @IsAdmin, @now, @now, @ActivatedAt, @now)
            on conflict do nothing
            returning {UserRow.Columns}
            """,
            new
            {
                Id = person.Id ?? Ids.New(Ids.User),
                person.OrgId,
                typeId = UserRow.KeptType(person.OrgId, person.TypeId),
                Status = person.Status.Wire(),
                names.Login,
                names.LoginKey,
                names.ShortLoginKey,
                names.Email,
                names.EmailKey,
                names.FirstNameKey,
                names.LastNameKey,
                Profile = person.Profile.ToJsonString(),
                person.PasswordHash,
                PasswordChangedAt = person.PasswordHash is null ? (DateTimeOffset?)null : now,
                person.EmailVerified,
                person.IsAdmin,
                ActivatedAt = person.Status == UserStatus.Staged ? (DateTimeOffset?)null : now,
                now,
            });
        if (row is null) return null;

        await UserValues.Store(writing, row.OrgId, row.Id, person.Profile, isNew: true);
        foreach (var groupId in person.GroupIds)
        {
            await writing.Change(
                "insert into group_members (group_id, user_id, created_at) values (@groupId, @userId, @now) on conflict do nothing",
                new { groupId, userId = row.Id, now });
        }
        if (person.GroupIds.Count > 0) writing.Announce(Memberships.Kind, row.Id);
        return row.ToUser();
    }

    /// <summary>Of another type from now on; what their profile has is for whoever asks to see to. False where somebody else was quicker.</summary>
    public static Task<bool> SetType(Writing writing, User user, string typeId)
    {
        writing.Announce(Kind, user.Id);
        return writing.Changed("update users set type_id = @after where id = @Id and type_id = @before",
            new { user.Id, before = UserRow.KeptType(user.OrgId, user.TypeId), after = UserRow.KeptType(user.OrgId, typeId) });
    }

    /// <summary>Whether anybody is of a type, deactivated or not. Not asked of the one that every org has.</summary>
    public static async Task<bool> AnyOf(Writing writing, UserType type) => await writing.One<string>(
        "select id from users where org_id = @OrgId and type_id = @Id limit 1", new { type.OrgId, type.Id }) is not null;

    /// <summary>Null when the login belongs to someone else, or the person is gone.</summary>
    public Task<User?> ChangeProfile(User user, JsonObject profile, CancellationToken ct) => db.Write(writing => ChangeProfile(writing, user, profile), ct);

    /// <inheritdoc cref="ChangeProfile(User, JsonObject, CancellationToken)"/>
    public async Task<User?> ChangeProfile(Writing writing, User user, JsonObject profile)
    {
        var names = ProfileKeys.Of(profile);
        // An address nobody has proven yet is not verified, whatever the one before it was.
        var row = await writing.ChangeReturning<UserRow>($"""
            update users set login = @Login, login_key = @LoginKey, short_login_key = @ShortLoginKey,
                email_verified = case when email_key = @EmailKey then email_verified else 0 end,
                email = @Email, email_key = @EmailKey, first_name_key = @FirstNameKey, last_name_key = @LastNameKey, profile = @Profile, updated_at = @now
            where id = @Id and not exists (select 1 from users other where other.org_id = @OrgId and other.login_key = @LoginKey and other.id <> @Id)
            returning {UserRow.Columns}
            """,
            new
            {
                user.Id,
                user.OrgId,
                names.Login,
                names.LoginKey,
                names.ShortLoginKey,
                names.Email,
                names.EmailKey,
                names.FirstNameKey,
                names.LastNameKey,
                Profile = profile.ToJsonString(),
                now = clock.Now,
            });
        if (row is null) return null;
        await UserValues.Store(writing, user.OrgId, user.Id, profile, isNew: false);
        writing.Announce(Kind, user.Id);
        return row.ToUser();
    }

    /// <summary>
    /// Begins the next era of the account: what was proven in the one before no longer counts. It holds the row until the
    /// commit, so whoever begins something for the person at the same time has done it, and is seen, or finds it is too late.
    /// </summary>
    public async Task<long> NextEra(Writing writing, string userId)
    {
        writing.Announce(Kind, userId);
        return await writing.ChangeReturning<long>("update users set era = era + 1 where id = @userId returning era", new { userId });
    }

    /// <inheritdoc cref="Hold(Writing, string)"/>
    public Task Hold(User user, CancellationToken ct) => db.Write(writing => Hold(writing, user.Id), ct);

    /// <summary>Holds the row as <see cref="NextEra"/> does, and changes nothing: until the commit nobody else does.</summary>
    public Task Hold(Writing writing, string userId) => writing.Change("update users set era = era where id = @userId", new { userId });

    /// <summary>In the place of an earlier one.</summary>
    public static async Task<bool> SetRecovery(Writing writing, User user, RecoveryQuestion question)
    {
        writing.Announce(Kind, user.Id);
        return await writing.Changed("update users set recovery_question = @Question, recovery_answer_hash = @AnswerHash where id = @Id",
            new { user.Id, question.Question, question.AnswerHash });
    }

    /// <summary>The same password, hashed at today's cost. Nothing else about the person changes.</summary>
    /// <returns>Whether it still was the one stored.</returns>
    public Task<bool> Rehash(User user, string hash, CancellationToken ct) => db.Write(writing =>
    {
        writing.Announce(Kind, user.Id);
        return writing.Changed(
            "update users set password_hash = @hash where id = @Id and password_hash = @PasswordHash", new { user.Id, user.PasswordHash, hash });
    }, ct);

    public Task VerifyEmail(User user, CancellationToken ct) => db.Write(writing => VerifyEmail(writing, user), ct);

    /// <inheritdoc cref="VerifyEmail(User, CancellationToken)"/>
    public Task VerifyEmail(Writing writing, User user) => VerifyEmail(writing, user.Id, Identifiers.Canonical(user.Email));

    /// <summary>An administrator knows that the person reads mail at their address, or that they do not.</summary>
    public async Task SetEmailVerified(Writing writing, User user, bool verified)
    {
        await writing.Change("update users set email_verified = @verified where id = @Id", new { user.Id, verified });
        writing.Announce(Kind, user.Id);
    }

    /// <summary>Somebody reads mail at this address; nothing happens where it is no longer the person's.</summary>
    public async Task VerifyEmail(Writing writing, string userId, string addressKey)
    {
        if (await writing.Changed("update users set email_verified = 1 where id = @userId and email_key = @addressKey", new { userId, addressKey }))
            writing.Announce(Kind, userId);
    }

    private ValueTask<PasswordSettings> SettingsOf(User user, CancellationToken ct) =>
        rulebook is null ? new(PasswordSettings.Default) : rulebook.Of(user, ct);

    public void Dispose() => cached.Dispose();
}
