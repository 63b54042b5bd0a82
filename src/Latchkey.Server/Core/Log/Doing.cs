using Latchkey.Server.Core.Orgs;

namespace Latchkey.Server.Core.Log;

/// <summary>Who changes something, and where: every change of the directory asks for it and writes it into the log in the same commit.</summary>
/// <param name="Org">Whose directory.</param>
/// <param name="By">As the log names them.</param>
/// <param name="Http">The request that it came with; null for a job.</param>
internal sealed record Doing(Org Org, LogParty By, HttpContext? Http)
{
    public CancellationToken Aborted => Http?.RequestAborted ?? CancellationToken.None;

    public override string ToString() => $"{By.Type} {By.Id} in {Org.Id}";
}
