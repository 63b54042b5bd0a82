using System.Text.Json.Nodes;
using Latchkey.Server.Core.Brands;
using Latchkey.Server.Core.Notices;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Outbox;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.AdminNotices;

/// <summary>Mails to administrators what they asked to be told of, and not without end.</summary>
internal sealed class NoticeDelivery(NoticeReaders readers, OrgDirectory orgs, BrandOfOrg brands, Database db, Mails mails, TimeProvider clock) : ICourier
{
    /// <summary>Of one type, in an hour: the log tells of the rest.</summary>
    public const int MostEvents = 20;

    public OutboxKind Kind => NoticeQueue.Kind;

    public async Task<DeliveryOutcome> Deliver(ClaimedItem item, CancellationToken ct)
    {
        if (NotificationType.Find(item.Recipient) is not { Said: { } said } type || await orgs.Find(item.OrgId, ct) is not { } org
            || About(item.Payload) is not var (userId, login)) return DeliveryOutcome.Moot;
        var brand = await brands.Find(org, ct);
        var letters = (await readers.Of(org, type, userId, ct))
            .Select(reader => MailTemplates.ToAdministrator(org, brand, reader, said, userId, login)).ToArray();
        if (letters.Length == 0) return DeliveryOutcome.Moot;
        return await db.Write<DeliveryOutcome>(async writing =>
        {
            if (!await IsFew(writing, org, type)) return DeliveryOutcome.Moot;
            foreach (var letter in letters) await mails.Queue(writing, org.Id, letter);
            return DeliveryOutcome.Arrived;
        }, ct);
    }

    /// <summary>Whose account it is.</summary>
    private static (string Id, string Login)? About(string document) => JsonNode.Parse(document)!["target"] is JsonArray targets
        && targets.FirstOrDefault(target => target?["type"]?.ToString() == "User") is { } target && target["id"]?.ToString() is { } id
        ? (id, target["alternateId"]?.ToString() ?? id) : null;

    private async Task<bool> IsFew(Writing writing, Org org, NotificationType type)
    {
        var now = clock.Now;
        return (await writing.ChangeReturning<Count>("""
            insert into notice_counts (org_id, type, since, told) values (@orgId, @Name, @now, 1)
            on conflict (org_id, type) do update set told = case when notice_counts.since <= @before then 1 else notice_counts.told + 1 end,
              since = case when notice_counts.since <= @before then excluded.since else notice_counts.since end
            returning told
            """, new { orgId = org.Id, type.Name, now, before = now - TimeSpan.FromHours(1) }))!.Told <= MostEvents;
    }

    private sealed record Count(long Told);
}
