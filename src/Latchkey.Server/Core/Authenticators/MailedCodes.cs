using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Latchkey.Server.Core.Brands;
using Latchkey.Server.Core.Notices;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Authenticators;

/// <summary>
/// Six digits mailed to a person, one code at a time: good for ten minutes, five tries and one use. Stored under a key
/// outside the database, because a plain digest of six digits hides nothing.
/// </summary>
internal sealed class MailedCodes(Database db, MasterKey master, Belonging belonging, Mails mails, BrandOfOrg brands, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);
    public const int MostAttempts = 5;

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);
    private const int MostSends = 10;

    /// <summary>Mails a new code, after which the one before it is worthless. False when one has just been sent and not used, or too many were.</summary>
    public async Task<bool> TrySend(Org org, User user, CancellationToken ct, MailLinkWish? wish = null)
    {
        var brand = await brands.Find(org, ct);
        var code = Secrets.Digits(Totp.Digits);
        var now = clock.Now;
        return await db.Write(async writing =>
        {
            if (!await writing.Changed("""
                insert into mailed_codes (user_id, mac, attempts, works_until, sent_at, sends, window_at, expires_at)
                values (@Id, @mac, 0, @until, @now, 1, @now, @expires)
                on conflict (user_id) do update set mac = excluded.mac, attempts = 0, works_until = excluded.works_until, sent_at = excluded.sent_at,
                  expires_at = excluded.expires_at,
                    sends = case when mailed_codes.window_at <= @windowBegan then 1 else mailed_codes.sends + 1 end,
                    window_at = case when mailed_codes.window_at <= @windowBegan then excluded.window_at else mailed_codes.window_at end
                where (mailed_codes.sent_at <= @earlier or mailed_codes.works_until = 0)
                  and (mailed_codes.sends < @most or mailed_codes.window_at <= @windowBegan)
                """, new
            {
                user.Id,
                mac = Mac(master, user.Id, code),
                until = now + Lifetime,
                now,
                expires = now + Window,
                windowBegan = now - Window,
                earlier = now - Between,
                most = MostSends
            })) return false;
            var link = wish is null ? null : await wish.Issue(writing, org, user, user.Email, now + Lifetime);
            await mails.Queue(writing, org.Id, MailTemplates.Code(org, brand, user, code, now + Lifetime, link));
            return true;
        }, ct);
    }

    /// <summary>
    /// The same for somebody who asks for another one. Okta's answer where it is too soon, or where too many were sent: 429, and when to come back.
    /// </summary>
    public async Task Resend(HttpContext http, User user, MailLinkWish? wish = null)
    {
        if (await TrySend(http.Org, user, http.RequestAborted, wish)) return;
        var row = await db.One<Sent>("select sent_at, sends, window_at from mailed_codes where user_id = @Id", new { user.Id }, http.RequestAborted);
        var next = row is null ? clock.Now : row.Sends >= MostSends ? row.WindowAt + Window : row.SentAt + Between;
        var seconds = Math.Max(1, (long)Math.Ceiling((next - clock.Now).TotalSeconds));
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        throw ApiError.MailedRecently(seconds);
    }

    /// <summary>Whether the person holds a code that may still be used.</summary>
    public async Task<bool> IsWaiting(User user, CancellationToken ct) =>
        await db.One<long?>("select works_until from mailed_codes where user_id = @Id and works_until > @now and attempts < @most",
            new { user.Id, now = clock.Now, most = MostAttempts }, ct) is not null;

    /// <summary>Counts a try before it is looked at, so that parallel guesses share the five. Null: there is no code to be tried.</summary>
    public async Task<bool?> Try(User user, string typed, CancellationToken ct)
    {
        if (await db.ChangeReturning<string>(
            "update mailed_codes set attempts = attempts + 1 where user_id = @Id and works_until > @now and attempts < @most returning mac",
            new { user.Id, now = clock.Now, most = MostAttempts }, ct) is not { } mac) return null;
        if (Secrets.Same(mac, Mac(master, user.Id, typed))) return true;
        await belonging.RequireKey(ct);
        return false;
    }

    /// <summary>Spends the code. Of any number of racing uses one wins.</summary>
    public Task<bool> TrySpend(Writing writing, User user, string typed) => writing.Changed(
        "update mailed_codes set works_until = 0 where user_id = @Id and mac = @mac and works_until > @now",
        new { user.Id, mac = Mac(master, user.Id, typed), now = clock.Now });

    public static Task Void(Writing writing, User user) => writing.Change("update mailed_codes set works_until = 0 where user_id = @Id", new { user.Id });

    public static string Mac(MasterKey master, string of, string code) =>
        Base64Url.EncodeToString(
            HMACSHA256.HashData(master.Derive("mailed-code"), Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{of} {code}"))));

    public Task<int> DeleteExpired(CancellationToken ct) => db.Change(
        "delete from mailed_codes where user_id in (select user_id from mailed_codes where expires_at < @now limit @batch)",
        new { now = clock.Now, batch = Cleanup.Batch }, ct);

    private sealed record Sent
    {
        public required DateTimeOffset SentAt { get; init; }
        public required long Sends { get; init; }
        public required DateTimeOffset WindowAt { get; init; }
    }
}
