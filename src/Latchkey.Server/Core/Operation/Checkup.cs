using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Latchkey.Protocol;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Signatures;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Operation;

/// <summary>
/// Looks at what a server needs to work, now: for its console and for <c>latchkey doctor</c>. Nothing is changed. Nobody is asked but the database, the mail
/// server and the server's own public address.
/// </summary>
/// <param name="db">The server's.</param>
/// <param name="settings">How it runs, as far as whoever asks knows.</param>
/// <param name="clock">The machine's.</param>
/// <param name="log">Of the running server; null beside it.</param>
internal sealed class Checkup(Database db, ServerSettings settings, TimeProvider clock, SystemLog? log = null)
{
    private const long Gigabyte = 1024 * 1024 * 1024;
    private const int MostCounted = 1_000;

    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan MailLate = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan BackupOld = TimeSpan.FromDays(7);

    /// <param name="address">Whether the public address is known and looked at.</param>
    /// <param name="ct">Of who asks.</param>
    public async Task<IReadOnlyList<CheckResult>> Run(bool address, CancellationToken ct)
    {
        var reach = address ? PublicReach.Of(settings, clock, ct) : Task.FromResult<IReadOnlyList<CheckResult>>([]);
        var mail = OfMail(ct);
        var results = new List<CheckResult> { await OfDatabase(ct), await OfSchema(ct), OfMasterKey(), await OfClock(ct), OfDisk() };
        if (address) results.Add(OfHttps());
        results.AddRange(await reach);
        results.Add(await mail);
        results.Add(await OfWaitingMail(null, ct));
        if (log is not null) results.Add(new(Checked.Log, log.IsBehind ? CheckState.Bad : CheckState.Good, ""));
        results.Add(await OfKeys(null, ct));
        if (DatabaseSettings.Of(settings).SqlitePath is not null) results.Add(await OfBackups(ct));
        return results;
    }

    /// <summary>What concerns one org, and says nothing of the server that it shares with others.</summary>
    public async Task<IReadOnlyList<CheckResult>> Run(Org org, CancellationToken ct) => [await OfWaitingMail(org.Id, ct), await OfKeys(org.Id, ct)];

    private async Task<CheckResult> OfDatabase(CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        await db.One<long>("select count(*) from orgs where id = ''", null, ct);
        var took = Stopwatch.GetElapsedTime(began);
        return new(Checked.Database, took > Slow ? CheckState.Warning : CheckState.Good,
            string.Create(CultureInfo.InvariantCulture, $"{(settings.Postgres is null ? "SQLite" : "PostgreSQL")}, {took.TotalMilliseconds:0} ms"));
    }

    private async Task<CheckResult> OfSchema(CancellationToken ct)
    {
        var (has, knows) = (await db.One<long>("select max(version) from schema_versions", null, ct), (long)Migration.OfThisProgram.Max(one => one.Version));
        return new(Checked.Schema, has == knows ? CheckState.Good : has < knows ? CheckState.Warning : CheckState.Bad,
            string.Create(CultureInfo.InvariantCulture, $"{has:0000}{(has == knows ? "" : $" ≠ {knows:0000}")}"));
    }

    private CheckResult OfMasterKey()
    {
        if (Environment.GetEnvironmentVariable(MasterKey.Variable) is { Length: > 0 }) return new(Checked.MasterKey, CheckState.Good, MasterKey.Variable);
        var file = Path.Combine(settings.DataFolder, MasterKey.File);
        if (!File.Exists(file)) return new(Checked.MasterKey, settings.Development ? CheckState.Warning : CheckState.Bad, $"{file}: –");
        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        var open = !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & others) != 0;
        return new(Checked.MasterKey, open ? CheckState.Warning : CheckState.Good, file);
    }

    /// <summary>What was logged last lies in the past, as long as nobody sets the clock back.</summary>
    private async Task<CheckResult> OfClock(CancellationToken ct)
    {
        var home = await db.One<string>("select id from orgs where subdomain is null", null, ct) ?? "";
        var last = await db.One<long>("select published_at from log_records where org_id = @home order by id desc limit 1", new { home }, ct);
        var ahead = DateTimeOffset.FromUnixTimeMilliseconds(last) - clock.Now;
        return new(Checked.Clock, ahead > TimeSpan.FromMinutes(1) ? CheckState.Bad : CheckState.Good,
            clock.Now.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC");
    }

    private CheckResult OfDisk()
    {
        try
        {
            var free = new DriveInfo(Path.GetFullPath(settings.DataFolder)).AvailableFreeSpace;
            return new(Checked.Disk, free < Gigabyte / 4 ? CheckState.Bad : free < Gigabyte ? CheckState.Warning : CheckState.Good,
                string.Create(CultureInfo.InvariantCulture, $"{free / (double)Gigabyte:0.0} GB"));
        }
        catch (Exception unknown) when (unknown is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return new(Checked.Disk, CheckState.Warning, unknown.Message);
        }
    }

    private CheckResult OfHttps() => new(Checked.Https, settings.Https ? CheckState.Good : settings.Development
        || Localhost.IsThisMachine(settings.BaseUrl) ? CheckState.Warning : CheckState.Bad, settings.BaseUrl.GetLeftPart(UriPartial.Authority));

    /// <summary>Whether somebody answers there. What they take, a test letter shows.</summary>
    private async Task<CheckResult> OfMail(CancellationToken ct)
    {
        if (settings.Smtp is not { } relay)
            return new(Checked.Mail, CheckState.Warning,
                settings.Development ? settings.BaseUrl.GetLeftPart(UriPartial.Authority) + settings.MailboxPath : "–");
        var (host, port) = (relay.Host, MailRelay.Of(relay).Port);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(PublicReach.Patience);
        try
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(host, port, patience.Token);
            return new(Checked.Mail, CheckState.Good, $"{host}:{port}");
        }
        catch (Exception unreached) when (unreached is SocketException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            return new(Checked.Mail, CheckState.Bad, $"{host}:{port}: {unreached.Message}");
        }
    }

    /// <summary>What has been due for a while: it was tried, and the relay did not take it.</summary>
    private async Task<CheckResult> OfWaitingMail(string? orgId, CancellationToken ct)
    {
        var late = await db.One<long>($"""
            select count(*) from (select 1 as one from outbox where kind = 'mail' and due_at is not null and attempts > 0 and created_at < @before
              {Of(orgId)} limit @MostCounted) waiting
            """, new { before = clock.Now - MailLate, MostCounted, orgId }, ct);
        return new(Checked.MailWaiting, late > 0 ? CheckState.Warning : CheckState.Good,
            late == MostCounted ? $"≥ {late}" : late.ToString(CultureInfo.InvariantCulture));
    }

    private async Task<CheckResult> OfKeys(string? orgId, CancellationToken ct)
    {
        var oldest = await db.One<long>($"select coalesce(min(activated_at), 0) from signing_keys where status = 'ACTIVE' {Of(orgId)}", new { orgId }, ct);
        var days = oldest == 0 ? 0 : (int)(clock.Now - DateTimeOffset.FromUnixTimeMilliseconds(oldest)).TotalDays;
        return new(Checked.Keys, days > KeyRotation.Period.TotalDays + 1 ? CheckState.Warning : CheckState.Good, $"{days} d");
    }

    private static string Of(string? orgId) => orgId is null ? "" : "and org_id = @orgId";

    private async Task<CheckResult> OfBackups(CancellationToken ct) => await Backups.Last(db, settings, ct) is { } last
        ? new(Checked.Backup, clock.Now - last > BackupOld ? CheckState.Warning : CheckState.Good,
            last.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC")
        : new(Checked.Backup, CheckState.Warning, "–");
}
