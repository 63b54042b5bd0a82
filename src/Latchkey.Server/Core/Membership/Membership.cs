namespace Latchkey.Server.Core.Membership;

/// <param name="GroupIds">Everyone among them.</param>
/// <param name="AppIds">Those the person is assigned to by name, not through a group.</param>
internal sealed record Membership(IReadOnlySet<string> GroupIds, IReadOnlySet<string> AppIds);
