using System.Globalization;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Scim;
using Microsoft.AspNetCore.WebUtilities;

namespace Latchkey.Server.Faces.Console.Reporting.Kit;

/// <summary>What an address of the log's pages asks for.</summary>
/// <param name="Words">All of which stand somewhere in an event.</param>
/// <param name="Filter">In the filter language of the management API (contract §3.6).</param>
/// <param name="Range">How far back, by a word of <see cref="Ranges"/>; <see cref="Exactly"/>: between two moments.</param>
/// <param name="Since">From when.</param>
/// <param name="Until">Until when; null: until now.</param>
internal sealed record LogWanted(string Words, string Filter, string Range, DateTimeOffset Since, DateTimeOffset? Until)
{
    public const string Exactly = "exactly";

    /// <summary>In the address: new events come by themselves.</summary>
    public const string Live = "live";

    /// <summary>In the address: a search was not kept.</summary>
    public const string NotSaved = "not-saved";

    private const string Minutes = "yyyy-MM-dd'T'HH:mm";
    private static readonly string[] Asked = ["q", "filter", "range", "since", "until"];
    private const int LongestFilter = 1_000;
    private const int MostWords = 10;

    public static readonly IReadOnlyDictionary<string, TimeSpan> Ranges = new Dictionary<string, TimeSpan>
    {
        ["1h"] = TimeSpan.FromHours(1), ["24h"] = TimeSpan.FromHours(24), ["7d"] = TimeSpan.FromDays(7), ["30d"] = TimeSpan.FromDays(30),
        ["90d"] = SystemLog.Retention,
    };

    public static LogWanted Of(HttpContext http, DateTimeOffset now)
    {
        var query = http.Request.Query;
        var (since, until) = (Moment(query["since"].ToString()), Moment(query["until"].ToString()));
        var range = query["range"].ToString() is var word && Ranges.ContainsKey(word) ? word
            : since is null && until is null ? "7d" : Exactly;
        var filter = query["filter"].ToString().Trim();
        return new(ConsoleSearch.Words(http).Trim(), filter.Length <= LongestFilter ? filter : filter[..LongestFilter], range,
            range != Exactly ? now - Ranges[range] : since ?? now - SystemLog.Retention, range != Exactly ? null : until);
    }

    /// <summary>What stands in the address of the log's page, without what no page of ours says.</summary>
    public static string Kept(string query)
    {
        var given = QueryHelpers.ParseQuery(query);
        return ConsoleAddress.With("", [.. Asked.Select(name => (name, (string?)given.GetValueOrDefault(name).ToString()))]).TrimStart('?');
    }

    /// <summary>To be shown in its form.</summary>
    public FormState Form => FormState.Of(
    [
        new("q", Words), new("filter", Filter), new("range", Range), new("since", Range == Exactly ? Text(Since) : null),
        new("until", Until is { } until ? Text(until) : null),
    ]);

    /// <summary>The log begins after the moment that it is told; a page begins with it.</summary>
    /// <exception cref="ApiError">The filter cannot be read.</exception>
    public LogQuery Query(LogPosition start) => new(Since.ToUnixTimeMilliseconds() - 1, Until?.ToUnixTimeMilliseconds(), start,
        Filter.Length == 0 ? null : ScimParser.Parse(Filter), [.. Words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MostWords)], Descending: true);

    public string AddressOf(string path, params IReadOnlyList<(string Name, string? Value)> more) => ConsoleAddress.With(path,
    [
        ("q", Words), ("filter", Filter), ("range", Range == Exactly ? null : Range), ("since", Range == Exactly ? Text(Since) : null),
        ("until", Until is { } until ? Text(until) : null), .. more,
    ]);

    /// <summary>The same with its times spelt out.</summary>
    public LogWanted Fixed(DateTimeOffset now) => this with { Range = Exactly, Since = Floor(Since), Until = Until ?? Floor(now).AddMinutes(1) };

    public override string ToString() => $"{Words} {Filter} {Range}";

    private static DateTimeOffset Floor(DateTimeOffset at) => new(at.Year, at.Month, at.Day, at.Hour, at.Minute, 0, TimeSpan.Zero);

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString(Minutes, CultureInfo.InvariantCulture);

    private static DateTimeOffset? Moment(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            && at.Year is > 2000 and < 2200 ? at : null;
}
