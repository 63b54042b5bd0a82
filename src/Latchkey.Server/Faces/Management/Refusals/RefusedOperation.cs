namespace Latchkey.Server.Faces.Management.Refusals;

/// <summary>An operation of Okta's that this server has nothing to do with.</summary>
/// <param name="Path">Below <c>/api/v1</c>; an <c>*</c> at its end is whatever follows.</param>
/// <param name="Reason">One sentence, for whoever calls it and for docs/reference/refused.md.</param>
internal sealed record RefusedOperation(string Path, string Reason);
