namespace Latchkey.Server.Ground.Outbox;

/// <summary>What is put into the outbox.</summary>
/// <param name="Id">What it is known by; of two with one id the first counts.</param>
/// <param name="OrgId">Whose it is.</param>
/// <param name="Recipient">Whom it is for, as its kind names them.</param>
/// <param name="Payload">What its courier needs to deliver it.</param>
internal sealed record OutboxItem(string Id, string OrgId, string Recipient, string Payload)
{
    /// <summary>Otherwise than its kind.</summary>
    public TimeSpan? Kept { get; init; }

    public override string ToString() => Id;      // what is in it may open an account
}
