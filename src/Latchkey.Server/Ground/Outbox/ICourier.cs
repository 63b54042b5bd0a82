namespace Latchkey.Server.Ground.Outbox;

/// <summary>Delivers what is of one kind. Each room that has something to deliver registers its own.</summary>
internal interface ICourier
{
    OutboxKind Kind { get; }

    /// <summary>Whether what has arrived stays to be looked at for as long as it would have been worth delivering.</summary>
    bool KeepsDelivered => false;

    /// <summary>Asked once at the start: whether there is anything to deliver with.</summary>
    Task<bool> IsReady(CancellationToken ct) => Task.FromResult(true);

    /// <summary>One attempt. Cut off before another process may take the item.</summary>
    Task<DeliveryOutcome> Deliver(ClaimedItem item, CancellationToken ct);

    /// <summary>It has arrived, or was given up for this reason; told once, after that was written down.</summary>
    Task Settled(ClaimedItem item, string? problem, CancellationToken ct) => Task.CompletedTask;
}
