using System.Globalization;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Requests;

namespace Latchkey.Server.Core.Grants;

/// <summary>One sign-in of one app on one device, for as long as it is refreshed. Decision 0006.</summary>
internal sealed record RefreshFamily
{
    public required string Id { get; init; }
    public required string KeyHash { get; init; }
    public required string OrgId { get; init; }
    public required string ServerId { get; init; }
    public required string ClientId { get; init; }
    public required string UserId { get; init; }
    public required string SessionId { get; init; }
    /// <summary>How it began.</summary>
    public required string GrantType { get; init; }
    /// <summary>The app's when this began: see <see cref="App.GrantsMark"/>.</summary>
    public string AppMark { get; init; } = "";
    public required string Scope { get; init; }
    /// <summary>Single claims asked for, as <see cref="RequestedClaims.Stored"/> writes them.</summary>
    public string? Claims { get; init; }
    public required string Amr { get; init; }
    public string? Acr { get; init; }
    /// <summary>As <see cref="SingleSignOn.Session.IdpId"/>.</summary>
    public string? IdpId { get; init; }
    public required DateTimeOffset AuthenticatedAt { get; init; }
    /// <summary>The user agent that signed in: what a person sees in a list of devices.</summary>
    public required string Device { get; init; }
    /// <summary>A public app's tokens are bound to its key (RFC 9449 §5); another app proves itself at each refresh anyway.</summary>
    public string? KeyThumbprint { get; init; }
    public required int Generation { get; init; }
    /// <summary>When the current generation was first handed out: the leeway of the one before it runs from here.</summary>
    public required DateTimeOffset RotatedAt { get; init; }
    /// <summary>The same of the generations before it, as far back as the app's leeway reached then: milliseconds, newest first.</summary>
    public string EarlierRotations { get; init; } = "";
    /// <summary>The newest generation of which an access token was seen in use: its client got that answer.</summary>
    public int ReceivedGeneration { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset LastUsedAt { get; init; }
    public required long IdleWindowMs { get; init; }
    public DateTimeOffset? EndsAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    /// <summary>When it is next looked at whether it has ended.</summary>
    public DateTimeOffset SweepAt => ExpiresAt < CreatedAt + RefreshFamilies.LongestUnswept ? ExpiresAt : CreatedAt + RefreshFamilies.LongestUnswept;
    public DateTimeOffset? RevokedAt { get; init; }
    public string? RevokedBecause { get; init; }
    /// <summary>Its app and its authorization server are as they were when it began.</summary>
    public bool Stands { get; init; } = true;

    /// <summary>How long a lost answer may be asked for again by a client that proves no key.</summary>
    public static readonly TimeSpan LongestRepeat = TimeSpan.FromHours(24);

    /// <summary>More rotations than parallel tabs make within a leeway.</summary>
    private const int MostEarlierRotations = 32;

    /// <summary>
    /// Whether a token before the current one is a client that never got its answer, or a tab that was a moment late, and
    /// no thief. Who holds the key may ask until the successor is used. Otherwise anybody may have the token: for a day, and
    /// no longer than the leeway once its successor, or an access token that came with it, was used (decision 0006).
    /// </summary>
    public bool MayRepeat(int presented, TimeSpan leeway, DateTimeOffset now)
    {
        if (KeyThumbprint is not null) return presented == Generation - 1;
        var successor = presented + 1;
        var used = successor < Generation || successor <= ReceivedGeneration;
        return HandedOutAt(successor) is { } at && now - at < (used ? leeway : LongestRepeat);
    }

    /// <summary>What is kept of the times at which generations were handed out, when the next one is.</summary>
    public string RotationsBefore(TimeSpan leeway, DateTimeOffset now)
    {
        if (KeyThumbprint is not null || Generation == 1) return "";
        var recent = Earlier.Prepend(RotatedAt).TakeWhile(at => now - at < leeway).Take(MostEarlierRotations);
        return string.Join(',', recent.Select(at => at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)));
    }

    private IEnumerable<DateTimeOffset> Earlier =>
        EarlierRotations.Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(at => DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(at, CultureInfo.InvariantCulture)));

    private DateTimeOffset? HandedOutAt(int generation) =>
        generation == Generation ? RotatedAt : Earlier.Select(at => (DateTimeOffset?)at).ElementAtOrDefault(Generation - 1 - generation);

    /// <summary>When it would end if it were used now and then never again.</summary>
    public DateTimeOffset ExpiresIfUsedAt(DateTimeOffset now)
    {
        var idle = IdleWindowMs == 0 ? DateTimeOffset.MaxValue : now.AddMilliseconds(IdleWindowMs);
        return EndsAt is { } end && end < idle ? end : idle;
    }
}
