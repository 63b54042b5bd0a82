namespace Latchkey.Server.Ground.Mail;

/// <summary>A mail claimed for sending.</summary>
public sealed record OutgoingMail(string Id, Letter Letter, long Attempts)
{
    public override string ToString() => $"mail {Id}";
}
