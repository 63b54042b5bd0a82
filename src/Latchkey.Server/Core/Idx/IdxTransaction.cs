using Latchkey.Server.Core.Authenticators;

namespace Latchkey.Server.Core.Idx;

/// <summary>A sign-in in an app's own pages that is not finished. Contract §4.</summary>
internal sealed record IdxTransaction
{
    public const string Columns = "hash, org_id, server_id, parameters, user_id, era, amr, proven_at, factor_at, remember, new_password, kind, factor_id, "
        + "challenge, version, created_at, expires_at";

    public required string Hash { get; init; }
    public required string OrgId { get; init; }
    public required string ServerId { get; init; }
    /// <summary>Of the authorization request, in JSON: it is checked anew at each step.</summary>
    public required string Parameters { get; init; }
    /// <summary>Null until somebody has proven who they are.</summary>
    public string? UserId { get; init; }
    /// <summary>Of the account, in which that was: nothing of it counts in a later one.</summary>
    public long Era { get; init; }
    public string Amr { get; init; } = "";
    public DateTimeOffset? ProvenAt { get; init; }
    /// <summary>When a second factor was given; null: none was.</summary>
    public DateTimeOffset? FactorAt { get; init; }
    /// <summary>The person wants this device to be remembered.</summary>
    public bool Remember { get; init; }
    /// <summary>The password was right and has expired: a new one comes first.</summary>
    public bool NewPassword { get; init; }
    /// <summary>The kind of authenticator that is being asked for, or set up; null: the person chooses.</summary>
    public string? Kind { get; init; }
    public string? FactorId { get; init; }
    /// <summary>What the authenticator's device is to answer: <see cref="DeviceChallenge.Stored"/>.</summary>
    public string? Challenge { get; init; }
    public long Version { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>From its beginning.</summary>
    public IdxTransaction Anew() => this with
    {
        UserId = null,
        Amr = "",
        ProvenAt = null,
        FactorAt = null,
        Remember = false,
        NewPassword = false,
        Kind = null,
        FactorId = null,
        Challenge = null,
    };

    public override string ToString() => "an unfinished sign-in";
}
