namespace Latchkey.Server.Ground.Mail;

/// <summary>Hears of mail that was given up.</summary>
internal interface IUndeliveredMail
{
    Task Tell(string orgId, string recipient, string problem, CancellationToken ct);
}
