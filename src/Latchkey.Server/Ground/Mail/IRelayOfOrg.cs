namespace Latchkey.Server.Ground.Mail;

/// <summary>Knows by which mail server of its own an org's mail goes out.</summary>
internal interface IRelayOfOrg
{
    /// <summary>Null: by the operator's.</summary>
    Task<MailRelay?> RelayOf(string orgId, CancellationToken ct);
}
