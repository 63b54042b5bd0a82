using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.People;

namespace Latchkey.Server.Core.SignOn;

/// <summary>A sign-in that nobody makes: what is known of it. Contract §3.9, simulate.</summary>
internal sealed record SimulatedSignOn
{
    public required string AppId { get; init; }
    public string? AccessPolicyId { get; init; }
    public string? EnrollmentPolicyId { get; init; }
    /// <summary>Null: nobody in particular, and whether a rule is for them is undefined where it names people.</summary>
    public string? UserId { get; init; }
    /// <summary>The groups of the person, and those that were named; null: unknown.</summary>
    public IReadOnlyCollection<string>? GroupIds { get; init; }
    public IReadOnlySet<string>? Zones { get; init; }
    /// <summary>Null: unknown.</summary>
    public bool? KnownDevice { get; init; }

    /// <param name="app">Where to.</param>
    /// <param name="user">Who; null: nobody in particular.</param>
    /// <param name="groupIds">The groups; null: unknown.</param>
    /// <param name="zones">From where; null: unknown.</param>
    /// <param name="knownDevice">With a device that they have signed in with before; null: unknown.</param>
    public static SimulatedSignOn Of(App app, User? user, IReadOnlyCollection<string>? groupIds, IReadOnlySet<string>? zones, bool? knownDevice) => new()
    {
        AppId = app.Id, AccessPolicyId = app.AccessPolicyId, EnrollmentPolicyId = app.EnrollmentPolicyId, UserId = user?.Id, GroupIds = groupIds, Zones = zones,
        KnownDevice = knownDevice,
    };
}
