namespace Latchkey.Server.Faces.Management.Log;

/// <summary>
/// What an event of the log can have, by Okta's published shape: also what it never has here, so that a collector's filter is taken. Contract §3.6.
/// </summary>
internal static class LogAttributes
{
    private static readonly HashSet<string> Known =
    [
        "uuid", "published", "eventType", "version", "severity", "legacyEventType", "displayMessage", "outcome.result", "outcome.reason",
        "transaction.id", "transaction.type", "authenticationContext.authenticationProvider", "authenticationContext.authenticationStep",
        "authenticationContext.credentialProvider", "authenticationContext.credentialType", "authenticationContext.externalSessionId",
        "authenticationContext.rootSessionId", "authenticationContext.interface", "authenticationContext.issuer.id", "authenticationContext.issuer.type",
        "securityContext.asNumber", "securityContext.asOrg", "securityContext.isp", "securityContext.domain", "securityContext.isProxy",
        "request.ipChain.ip", "request.ipChain.version", "request.ipChain.source", "client.id", "client.ipAddress", "client.device", "client.zone",
        "client.userAgent.rawUserAgent", "client.userAgent.os", "client.userAgent.browser",
    ];

    /// <summary>Those of which everything below them counts: they hold what each event brings.</summary>
    private static readonly string[] Open =
    [
        "debugContext.debugData.", "transaction.detail.", "actor.", "target.", "device.", "client.geographicalContext.",
        "request.ipChain.geographicalContext.", "securityContext.userBehaviors.", "securityContext.risk.",
    ];

    private static readonly HashSet<string> OfParty = ["id", "type", "alternateId", "displayName"];

    public static bool Knows(string path) => Known.Contains(path) || Open.Any(root => path.StartsWith(root, StringComparison.Ordinal)
        && (root is not ("actor." or "target.") || OfParty.Contains(path[root.Length..])
            || path.AsSpan(root.Length).StartsWith("detailEntry.") || path.AsSpan(root.Length).StartsWith("changeDetails.")));
}
