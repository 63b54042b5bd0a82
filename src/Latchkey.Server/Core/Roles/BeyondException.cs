namespace Latchkey.Server.Core.Roles;

/// <summary>Beyond what the roles of whoever asks let them do. Each face words it its own way: the management API as 403 E0000006.</summary>
/// <param name="reason">A sentence for a person, which says who can.</param>
internal sealed class BeyondException(string reason) : Exception(reason);
