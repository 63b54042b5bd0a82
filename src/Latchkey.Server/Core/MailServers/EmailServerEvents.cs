using Latchkey.Server.Core.Log;

namespace Latchkey.Server.Core.MailServers;

/// <summary>What happens to mail servers of an org, and to whom its mail comes from.</summary>
internal static class EmailServerEvents
{
    public static readonly LogEntry Created = new("system.email_server.lifecycle.create", "Email server created");
    public static readonly LogEntry Updated = new("system.email_server.lifecycle.update", "Email server updated");
    public static readonly LogEntry Deleted = new("system.email_server.lifecycle.delete", "Email server deleted");
    public static readonly LogEntry DomainCreated = new("system.email_domain.lifecycle.create", "Email domain created");
    public static readonly LogEntry DomainUpdated = new("system.email_domain.lifecycle.update", "Email domain updated");
    public static readonly LogEntry DomainVerified = new("system.email_domain.lifecycle.verify", "Email domain verified");
    public static readonly LogEntry DomainDeleted = new("system.email_domain.lifecycle.delete", "Email domain deleted");
}
