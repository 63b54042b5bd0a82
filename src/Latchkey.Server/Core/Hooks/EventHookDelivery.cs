using System.Text;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Outbox;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Hooks;

/// <summary>Tells event hooks of events, each hook one after the other, in the body that Okta sends. Contract §3.11, event hooks.</summary>
internal sealed class EventHookDelivery(HookCalls calls, EventHooks hooks, HookSignature signature, OrgDirectory orgs, SystemLog log) : ICourier
{
    private const int UnprocessableLeast = 400, UnprocessableMost = 499;

    public OutboxKind Kind => EventHookQueue.Kind;

    public async Task<DeliveryOutcome> Deliver(ClaimedItem item, CancellationToken ct)
    {
        var org = await orgs.Find(item.OrgId, ct);
        // Whoever is gone, or was switched off, is not told.
        if (org is null || await hooks.Find(item.OrgId, item.Recipient, ct) is not { Active: true } hook) return DeliveryOutcome.Moot;
        if (!hook.Verified) return DeliveryOutcome.Later("The hook has to be verified where it is now.");
        try
        {
            var body = Encoding.UTF8.GetBytes(Body(org, hook, item).ToJsonString());
            return Outcome(await calls.Post(hooks.Target(hook), body, ct, await signature.Of(org, hook, EventOf(item), body, ct)));
        }
        catch (OutgoingException failed)
        {
            return DeliveryOutcome.Later(failed.Message);
        }
    }

    public async Task Settled(ClaimedItem item, string? problem, CancellationToken ct)
    {
        if (problem is null || await orgs.Find(item.OrgId, ct) is not { } org || await hooks.Find(org.Id, item.Recipient, ct) is not { } hook) return;
        await log.Record(org, null, HookEvents.NotDelivered(hook, EventOf(item), problem));
    }

    /// <summary>What is at fault with one event is not mended by sending it again, and the next may fare better.</summary>
    private static DeliveryOutcome Outcome(OutgoingAnswer answer)
    {
        if (answer.Succeeded) return DeliveryOutcome.Arrived;
        var problem = $"The hook answered {answer.Status}.";
        return answer.Status is >= UnprocessableLeast and <= UnprocessableMost and not (408 or 425 or 429) ? DeliveryOutcome.Never(problem)
            : DeliveryOutcome.Later(problem);
    }

    private static JsonObject Body(Org org, EventHook hook, ClaimedItem item) => new()
    {
        ["eventType"] = "com.okta.event_hook",
        ["eventTypeVersion"] = "1.0",
        ["cloudEventsVersion"] = "0.1",
        ["source"] = $"{org.Url}/api/v1/eventHooks/{hook.Id}",
        // The same however often it is sent: a receiver knows by it what it has seen.
        ["eventId"] = EventOf(item),
        ["data"] = new JsonObject { ["events"] = new JsonArray(JsonNode.Parse(item.Payload)) },
        ["eventTime"] = ApiJson.Date(item.CreatedAt),
        ["contentType"] = ApiAnswers.JsonType,
    };

    internal static string EventOf(ClaimedItem item) => item.Id.Split(' ')[1];
}
