namespace Latchkey.Server.Core.Grants;

/// <summary>A request for tokens that a person answers in a browser of their own, while the app that made it polls. RFC 8628, OpenID CIBA Core.</summary>
internal sealed record DecoupledRequest
{
    /// <summary>Names it on pages and in mails; opens nothing.</summary>
    public required string Id { get; init; }
    /// <summary>device or ciba.</summary>
    public required string Kind { get; init; }
    /// <summary>Of what the app polls with.</summary>
    public required string Hash { get; init; }
    public required string OrgId { get; init; }
    public required string ServerId { get; init; }
    public required string ClientId { get; init; }
    public required string Scope { get; init; }
    /// <summary>How sure the app wants to be of who answers, as far as it can be met.</summary>
    public string AcrValues { get; init; } = "";
    /// <summary>How sure it may be, once somebody has.</summary>
    public string? Acr { get; init; }
    /// <summary>Whom it is for: known from the start for CIBA, from the approval on for a device.</summary>
    public string? UserId { get; init; }
    public string? BindingMessage { get; init; }
    /// <summary>Where the asking device is, as far as its network says.</summary>
    public required string Ip { get; init; }
    public required string UserAgent { get; init; }
    /// <summary>PENDING, APPROVED or DENIED.</summary>
    public required string Status { get; init; }
    public string? SessionId { get; init; }
    public string? Amr { get; init; }
    /// <summary>As <see cref="SingleSignOn.Session.IdpId"/>.</summary>
    public string? IdpId { get; init; }
    public DateTimeOffset? AuthenticatedAt { get; init; }
    public required int PollSeconds { get; init; }
    public DateTimeOffset? PolledAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? RedeemedAt { get; init; }

    public const string Device = "device";
    public const string Ciba = "ciba";
    public const string Pending = "PENDING";
    public const string Approved = "APPROVED";
    public const string Denied = "DENIED";

    public IReadOnlyList<string> Scopes => Scope.Split(' ');

    public IReadOnlyList<string> WantedAcr => AcrValues.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public bool Waits(DateTimeOffset now) => Status == Pending && now < ExpiresAt;
}
