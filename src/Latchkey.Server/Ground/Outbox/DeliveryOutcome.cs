namespace Latchkey.Server.Ground.Outbox;

/// <summary>How one attempt to deliver something ended.</summary>
internal abstract record DeliveryOutcome
{
    private DeliveryOutcome()
    {
    }

    /// <summary>It has arrived.</summary>
    public static readonly DeliveryOutcome Arrived = new Arrival();

    /// <summary>There is nobody to deliver it to, or nobody who wants it any more; nothing to tell of.</summary>
    public static readonly DeliveryOutcome Moot = new Nothing();

    /// <summary>It may arrive another time.</summary>
    public static DeliveryOutcome Later(string problem) => new Postponed(problem);

    /// <summary>It never will.</summary>
    public static DeliveryOutcome Never(string problem) => new Refused(problem);

    internal sealed record Arrival : DeliveryOutcome;

    internal sealed record Nothing : DeliveryOutcome;

    internal sealed record Postponed(string Problem) : DeliveryOutcome;

    internal sealed record Refused(string Problem) : DeliveryOutcome;
}
