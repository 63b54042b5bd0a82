using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Ground.Outbox;

/// <summary>
/// Sends the couriers out: as soon as something is committed, here or by another process, and again later with what did not arrive.
/// Kinds do not wait for each other.
/// </summary>
internal sealed class OutboxDelivery(OutboxItems items, IEnumerable<ICourier> couriers, Database db, OutboxMeters meters, TimeProvider clock,
    ILogger<OutboxDelivery> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(15);

    /// <summary>The part of a lease after which an attempt is cut off: before anybody else may begin one.</summary>
    private const double Patience = 0.8;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(couriers.Select(courier => Run(courier, stoppingToken)));

    /// <summary>Delivers what is due now, of every kind; how much this process took on.</summary>
    public async Task<int> DeliverDue(CancellationToken ct) => (await Task.WhenAll(couriers.Select(courier => DeliverDue(courier, ct)))).Sum();

    private async Task Run(ICourier courier, CancellationToken ct)
    {
        if (!await courier.IsReady(ct)) return;
        using var alarm = new ChangeAlarm(db, courier.Kind.Name, clock);
        var (going, later) = (new List<Task>(), alarm.Wait(Look, ct));
        try
        {
            while (true)
            {
                if (await Begin(courier, going, ct) > 0) continue;
                await Task.WhenAny([later, .. going]);
                going.RemoveAll(one => one.IsCompleted);
                if (!later.IsCompleted) continue;
                await later;
                later = alarm.Wait(Look, ct);
            }
        }
        finally
        {
            await Task.WhenAll([later, .. going]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Begins with what is due, as far as there is room: whoever answers slowly takes up a place, and keeps nobody else waiting.</summary>
    private async Task<int> Begin(ICourier courier, List<Task> going, CancellationToken ct)
    {
        var began = 0;
        try
        {
            foreach (var due in await items.Due(courier.Kind, ct))
            {
                while (going.Count >= courier.Kind.AtOnce)
                {
                    await Task.WhenAny(going);
                    going.RemoveAll(one => one.IsCompleted);
                    ct.ThrowIfCancellationRequested();
                }
                if (await Claim(courier.Kind, due, ct) is not { } item) continue;
                going.Add(Carry(courier, item, ct));
                began++;
            }
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            log.LogFault(fault, $"Could not look into the outbox for {courier.Kind.Name}; looking again in {Look}");
        }
        return began;
    }

    private async Task Carry(ICourier courier, ClaimedItem item, CancellationToken ct)
    {
        try
        {
            await Settle(courier, item, item.ExpiresAt <= clock.Now ? TooLate(item) : await Attempt(courier, item, ct), ct);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            // Its lease ends, and it is tried again.
            log.LogFault(fault, $"What became of {courier.Kind.Name} {item.Id} could not be written down");
        }
    }

    private async Task<int> DeliverDue(ICourier courier, CancellationToken ct)
    {
        var taken = 0;
        var together = new ParallelOptions { MaxDegreeOfParallelism = courier.Kind.AtOnce, CancellationToken = ct };
        await Parallel.ForEachAsync(await items.Due(courier.Kind, ct), together, async (due, ct) =>
        {
            if (await Claim(courier.Kind, due, ct) is not { } item) return;
            Interlocked.Increment(ref taken);
            await Settle(courier, item, item.ExpiresAt <= clock.Now ? TooLate(item) : await Attempt(courier, item, ct), ct);
        });
        return taken;
    }

    private async Task<ClaimedItem?> Claim(OutboxKind kind, DueItem due, CancellationToken ct)
    {
        try
        {
            return await items.TryClaim(kind, due, ct);
        }
        catch (InvalidOperationException closed)
        {
            // It stays for when the right key is back, and nothing else waits for that.
            log.LogError("{Kind} {Item} is left in the outbox: {Reason}", kind.Name, due.Id, closed.Message);
            return null;
        }
    }

    private static DeliveryOutcome TooLate(ClaimedItem item) =>
        DeliveryOutcome.Never(item.LastProblem is null ? "It was not delivered in time." : $"It was not delivered in time. {item.LastProblem}");

    private async Task<DeliveryOutcome> Attempt(ICourier courier, ClaimedItem item, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(courier.Kind.Lease * Patience);
        try
        {
            return await courier.Deliver(item, limit.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return DeliveryOutcome.Later("It took too long.");
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or DatabaseUnavailableException))
        {
            // A fault of ours in one of them keeps no other back.
            log.LogFault(fault, $"{courier.Kind.Name} {item.Id} could not be delivered");
            return DeliveryOutcome.Later("A fault of the server, which its log tells of.");
        }
    }

    private async Task Settle(ICourier courier, ClaimedItem item, DeliveryOutcome outcome, CancellationToken ct)
    {
        var kind = courier.Kind;
        if (outcome is DeliveryOutcome.Postponed tired && item.Attempts >= kind.MostAttempts) outcome = DeliveryOutcome.Never(tired.Problem);
        switch (outcome)
        {
            case DeliveryOutcome.Arrival:
                meters.Attempted(kind, "arrived");
                meters.Arrived(kind, clock.Now - item.CreatedAt);
                if (await items.Delivered(item, courier.KeepsDelivered, ct)) await courier.Settled(item, null, ct);
                break;
            case DeliveryOutcome.Nothing:
                meters.Attempted(kind, "moot");
                await items.Delivered(item, courier.KeepsDelivered, ct);
                break;
            case DeliveryOutcome.Postponed(var problem):
                meters.Attempted(kind, "postponed");
                log.Log(kind.FailuresAs, "{Kind} {Item} could not be delivered at attempt {Attempt}, trying again later: {Reason}", kind.Name, item.Id,
                    item.Attempts, LogText.Short(problem));
                await items.Postpone(kind, item, problem, ct);
                break;
            case DeliveryOutcome.Refused(var problem):
                meters.Attempted(kind, "given_up");
                log.Log(kind.FailuresAs, "{Kind} {Item} is given up after attempt {Attempt}: {Reason}", kind.Name, item.Id, item.Attempts,
                    LogText.Short(problem));
                if (await items.GiveUp(item, problem, ct)) await courier.Settled(item, problem, ct);
                break;
            default:
                throw new NotSupportedException($"{outcome} is no end of a delivery.");
        }
    }
}
