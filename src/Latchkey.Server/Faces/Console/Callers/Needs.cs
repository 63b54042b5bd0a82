using Latchkey.Server.Core.Administration;

namespace Latchkey.Server.Faces.Console.Callers;

/// <summary>Said beside a route: what <see cref="AdministratorGate"/> is asked for it.</summary>
internal sealed record Needs(ConsoleRight Right)
{
    /// <summary>The parameter of the address that says which step of a person it is, and so what it needs; null: always the same.</summary>
    public string? ByStep { get; init; }

    public ConsoleRight Of(HttpContext http) => ByStep is null ? Right : ConsoleRight.Step(http.GetRouteValue(ByStep) as string);

    /// <summary>And that the administrator has proven who they are a short while ago.</summary>
    public bool Recently { get; init; }
}
