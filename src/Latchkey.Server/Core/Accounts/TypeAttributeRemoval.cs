using Latchkey.Server.Ground.Outbox;

namespace Latchkey.Server.Core.Accounts;

/// <summary>
/// The same of people of one type alone. A kind of its own: a server before this one, which knows of no types, would take the attribute from everybody.
/// </summary>
internal sealed class TypeAttributeRemoval(AttributeRemoval removal) : ICourier
{
    public static readonly OutboxKind Removals = new("type-attribute-removal")
    {
        Kept = TimeSpan.FromDays(30), Lease = TimeSpan.FromMinutes(10), FirstWait = TimeSpan.FromSeconds(5), LongestWait = TimeSpan.FromMinutes(5),
    };

    public OutboxKind Kind => Removals;

    public Task<DeliveryOutcome> Deliver(ClaimedItem item, CancellationToken ct) => removal.Deliver(item, ct);
}
