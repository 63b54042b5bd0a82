using Latchkey.Server.Core.Log;
using Latchkey.Server.Ground.Languages;

namespace Latchkey.Server.Core.AdminNotices;

/// <summary>What an administrator can be told of by mail, by Okta's names. Of most of them nothing ever happens here. Contract §3.2, subscriptions.</summary>
/// <param name="Name">As it stands in an address.</param>
/// <param name="EventType">What it is about; null: no such mail is sent.</param>
/// <param name="Said">With whose account, and where.</param>
internal sealed record NotificationType(string Name, string? EventType = null, Func<MailedTexts, string>? Said = null)
{
    public static readonly IReadOnlyList<NotificationType> All =
    [
        new("AD_AGENT"), new("AGENT_AUTO_UPDATE_NOTIFICATION"), new("AGENT_AUTO_UPDATE_NOTIFICATION_LDAP"), new("APP_IMPORT"), new("CONNECTOR_AGENT"),
        new("IWA_AGENT"), new("LDAP_AGENT"), new("OKTA_ANNOUNCEMENT"), new("OKTA_UPDATE"), new("RATELIMIT_NOTIFICATION"),
        new("REPORT_SUSPICIOUS_ACTIVITY", AdminEvents.NotMe.EventType, texts => texts.AdminReported),
        new("USER_DEPROVISION", AdminEvents.UserDeactivated.EventType, texts => texts.AdminDeactivated),
        new("USER_LOCKED_OUT", AdminEvents.AccountLocked.EventType, texts => texts.AdminLocked),
    ];

    public bool IsSent => EventType is not null;

    public static NotificationType? Find(string name) => All.FirstOrDefault(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public static NotificationType? Of(string eventType) => All.FirstOrDefault(one => one.EventType == eventType);

    public override string ToString() => Name;
}
