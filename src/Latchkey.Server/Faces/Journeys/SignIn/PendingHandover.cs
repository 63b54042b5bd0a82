namespace Latchkey.Server.Faces.Journeys.SignIn;

/// <summary>A person is being asked whether somebody else may take their place.</summary>
internal sealed record PendingHandover(string HereId, string Token, string? ClientId, string? Flow, string? Address)
{
    public override string ToString() => "handover that waits for an answer";
}
