using Latchkey.Server.Core.Administration;

namespace Latchkey.Server.Faces.Console.Callers;

/// <summary>Said beside a route: what <see cref="ConsoleAccess"/> is asked for it.</summary>
internal sealed record Needs(ConsoleRight Right)
{
    /// <summary>And that the administrator has proven who they are a short while ago.</summary>
    public bool Recently { get; init; }
}
