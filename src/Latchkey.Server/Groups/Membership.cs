using Latchkey.Server.Storage;
using Latchkey.Server.Users;

namespace Latchkey.Server.Groups;

/// <param name="GroupIds">Everyone among them.</param>
/// <param name="AppIds">Those the person is assigned to by name, not through a group.</param>
public sealed record Membership(IReadOnlySet<string> GroupIds, IReadOnlySet<string> AppIds);
