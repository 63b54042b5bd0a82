using Latchkey.Server.Core.Authenticators;

namespace Latchkey.Server.Core.Idx;

/// <summary>A sign-in in an app's own pages that is not finished. Contract §4.</summary>
internal sealed record IdxTransaction
{
    public const string Columns = "hash, org_id, server_id, parameters, user_id, era, amr, proven_at, factor_at, remember, new_password, ends_soon, kind, "
        + "factor_id, challenge, intent, identifier, sign_up, skipped, code_user, code_mac, code_until, code_attempts, flow, session_id, version, "
        + "created_at, expires_at";

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
    /// <summary>A new password comes first: the old one was right and has expired, or is forgotten, and the mailbox has said who it is.</summary>
    public bool NewPassword { get; init; }
    /// <summary>The same, or not now: the old one will do for a while.</summary>
    public bool EndsSoon { get; init; }
    /// <summary>The kind of authenticator that is being asked for, or set up; null: the person chooses.</summary>
    public string? Kind { get; init; }
    public string? FactorId { get; init; }
    /// <summary>What the authenticator's device is to answer: <see cref="DeviceChallenge.Stored"/>.</summary>
    public string? Challenge { get; init; }
    /// <summary>One of <see cref="IdxIntent"/>.</summary>
    public string Intent { get; init; } = IdxIntent.SignIn;
    /// <summary>Who somebody says they are, as long as that is all; null: they have not said it, or have proven it.</summary>
    public string? Identifier { get; init; }
    /// <summary>Which of its sign-ups it waits for: one is known by the handle and this.</summary>
    public long? SignUp { get; init; }
    /// <summary>What nobody insists on is not set up in this sign-in.</summary>
    public bool Skipped { get; init; }
    /// <summary>To whom a code was mailed for this; null: to nobody.</summary>
    public string? CodeUser { get; init; }
    /// <summary>Of that code, to that person as they stood then.</summary>
    public string? CodeMac { get; init; }
    public DateTimeOffset CodeUntil { get; init; }
    public long CodeAttempts { get; init; }
    /// <summary>Of this server's own page, which an org's script draws: the sealed handle of its request. Null: an app began it itself.</summary>
    public string? Flow { get; init; }
    /// <summary>The session that it has begun: all that is left is to answer the app.</summary>
    public string? SessionId { get; init; }
    public long Version { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>From its beginning.</summary>
    public IdxTransaction Anew() => this with
    {
        Intent = IdxIntent.SignIn,
        Identifier = null,
        SignUp = null,
        Skipped = false,
        UserId = null,
        Era = 0,
        Amr = "",
        ProvenAt = null,
        FactorAt = null,
        Remember = false,
        NewPassword = false,
        EndsSoon = false,
        Kind = null,
        FactorId = null,
        Challenge = null,
    };

    public override string ToString() => "an unfinished sign-in";
}
