using Latchkey.Server.Core.ApiAccess;
using Latchkey.Server.Core.Clients;

namespace Latchkey.Server.Core.SingleSignOn;

/// <summary>A person is signed in at this org in one browser. Contract §2.16, §3.5.</summary>
internal sealed record Session
{
    public required string Id { get; init; }
    public required string OrgId { get; init; }
    public required string TokenHash { get; init; }
    public required string UserId { get; init; }
    /// <summary>How the person proved who they are, space separated: RFC 8176 values.</summary>
    public required string Amr { get; init; }
    /// <summary>The provider that vouched for them; null: this org knows them itself.</summary>
    public string? IdpId { get; init; }
    /// <summary>When they last did so actively: what <c>auth_time</c> says.</summary>
    public required DateTimeOffset AuthenticatedAt { get; init; }
    /// <summary>When a second factor was proven; null: none was.</summary>
    public DateTimeOffset? SecondFactorAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset LastSeenAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public required string UserAgent { get; init; }
    public required string Ip { get; init; }
    /// <summary>Its browser may send it in a cookie without the prefix: it was begun before there was one, or over plain http.</summary>
    public bool BareCookie { get; init; }
    /// <summary>An app began it for its person, or a phone did: they have not signed in in this browser.</summary>
    public bool HandedOver { get; init; }
    /// <summary>Unused so long, it ends: as the rule said when it began.</summary>
    public long IdleMinutes { get; init; } = 120;
    /// <summary>However it is used.</summary>
    public long LifetimeMinutes { get; init; } = 30 * 24 * 60;
    /// <summary>The browser keeps its cookie when it is closed.</summary>
    public bool Persistent { get; init; }

    /// <summary>
    /// What an app hands over signs in to apps. To the org and to the account that goes with it leads a sign-in in this browser: else whoever is trusted
    /// with the way into one app would have everything of its people (threats rows 4 and 8).
    /// </summary>
    public bool Reaches(App app, IReadOnlyList<string> scopes) => !HandedOver || IsReachedFromElsewhere(app, scopes);

    public static bool IsReachedFromElsewhere(App app, IReadOnlyList<string> scopes) =>
        !app.IsSystem && !scopes.Any(scope => scope.StartsWith(ManagementScopes.Beginning, StringComparison.Ordinal));

    public TimeSpan Lifetime => TimeSpan.FromMinutes(LifetimeMinutes);

    /// <summary>When it ends if it is used now, and not again.</summary>
    public DateTimeOffset EndsUsedAt(DateTimeOffset now)
    {
        var (idle, longest) = (now.AddMinutes(IdleMinutes), CreatedAt + Lifetime);
        return idle < longest ? idle : longest;
    }
}
