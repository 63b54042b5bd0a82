using Latchkey.Server.Core.Authenticators;

namespace Latchkey.Server.Core.SignOn;

/// <summary>All that a decision about a sign-in rests on.</summary>
internal sealed record SignOnFacts
{
    public required string UserId { get; init; }
    /// <summary>The person's groups, those at least that a condition names.</summary>
    public required IReadOnlyCollection<string> GroupIds { get; init; }
    /// <summary>The network zones that the request comes from.</summary>
    public IReadOnlySet<string> Zones { get; init; } = new HashSet<string>();
    /// <summary>The person has signed in with this device before.</summary>
    public bool KnownDevice { get; init; }
    /// <summary>Where to; null: to no app, but a page of the org.</summary>
    public string? AppId { get; init; }
    /// <summary>The policy that the app names; null: none.</summary>
    public string? AccessPolicyId { get; init; }
    /// <summary>How they have proven who they are. RFC 8176 values, space separated.</summary>
    public required string Amr { get; init; }
    /// <summary>When they did.</summary>
    public required DateTimeOffset ProvenAt { get; init; }
    /// <summary>When they gave a second factor in this session; null: they have not.</summary>
    public DateTimeOffset? FactorAt { get; init; }
    /// <summary>When they gave one on this device and wanted it to be remembered; null: they have not.</summary>
    public DateTimeOffset? DeviceFactorAt { get; init; }
    /// <summary>They have signed in for this very request.</summary>
    public bool JustProven { get; init; }
    /// <summary>How long ago they may have signed in so as to have done it for this.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(10);
    /// <summary>The second factors that they could give.</summary>
    public required Provable Could { get; init; }
    /// <summary>Those that anybody could set up.</summary>
    public IReadOnlyList<Evidence> Kinds { get; init; } = [];
    /// <summary>How sure the app wants to be.</summary>
    public WantedAssurance Wanted { get; init; } = WantedAssurance.Any;
    /// <summary>They look at a page of their own, in a session that is there: what they have set up since is asked for at their next sign-in.</summary>
    public bool Inside { get; init; }
    /// <summary>Nobody is asked anything: what is missing is an error, and any of the wanted that is met will do.</summary>
    public bool Silent { get; init; }
    /// <summary>They administer the org, by whatever role.</summary>
    public bool IsAdmin { get; init; }
    public required DateTimeOffset Now { get; init; }
}
