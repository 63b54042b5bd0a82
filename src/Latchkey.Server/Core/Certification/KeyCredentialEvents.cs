using Latchkey.Server.Core.Log;

namespace Latchkey.Server.Core.Certification;

/// <summary>What happens to the keys that are held for apps (§3.6).</summary>
internal static class KeyCredentialEvents
{
    public static readonly LogEntry Generated = new("app.keys.generate", "Key generated for an application");
    public static readonly LogEntry Cloned = new("app.keys.clone", "Key of an application copied to another one");
    public static readonly LogEntry Requested = new("app.keys.csr.generate", "Certificate signing request generated for an application");
    public static readonly LogEntry Withdrawn = new("app.keys.csr.revoke", "Certificate signing request of an application withdrawn");
    public static readonly LogEntry Published = new("app.keys.csr.publish", "Certificate for a signing request of an application published");
}
