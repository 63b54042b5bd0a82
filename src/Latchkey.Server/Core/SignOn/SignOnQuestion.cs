using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.People;

namespace Latchkey.Server.Core.SignOn;

/// <summary>Somebody who has proven something is about to be let in somewhere.</summary>
internal sealed record SignOnQuestion
{
    public required User User { get; init; }
    /// <summary>Where to; null: to no app.</summary>
    public App? App { get; init; }
    public required string Amr { get; init; }
    public required DateTimeOffset ProvenAt { get; init; }
    /// <summary>When a second factor was given; null: none was.</summary>
    public DateTimeOffset? FactorAt { get; init; }
    /// <inheritdoc cref="SignOnFacts.JustProven"/>
    public bool JustProven { get; init; }
    /// <inheritdoc cref="SignOnFacts.Grace"/>
    public TimeSpan? Grace { get; init; }
    /// <inheritdoc cref="SignOnFacts.Wanted"/>
    public WantedAssurance Wanted { get; init; } = WantedAssurance.Any;
    /// <summary>A page can be shown.</summary>
    public bool Seen { get; init; } = true;
    /// <inheritdoc cref="SignOnFacts.Inside"/>
    public bool Inside { get; init; }
    /// <inheritdoc cref="SignOnFacts.Silent"/>
    public bool Silent { get; init; }
    /// <summary>What they are setting up with this step.</summary>
    public Evidence? Enrolled { get; init; }

    public override string ToString() => $"sign-on of {User.Id}";
}
