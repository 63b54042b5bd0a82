using Latchkey.Server.Ground.Sealing;

namespace Latchkey.Server.Faces.Console.Kit;

/// <summary>What stands around every page of the console.</summary>
/// <param name="Section">Where one is.</param>
/// <param name="PersonName">Who works here.</param>
/// <param name="Login">And what they sign in with.</param>
/// <param name="FormToken">For the forms.</param>
/// <param name="OrgUrl">Where programs call the org that is administered here.</param>
/// <param name="Done">What has just been done, as the address says; null: nothing that a page tells of.</param>
public sealed record ConsoleFrame(ConsoleSection Section, string PersonName, string Login, Secret FormToken, string OrgUrl, string? Done)
{
    /// <summary>Where whoever works here may go.</summary>
    public required IReadOnlySet<ConsoleSection> Sections { get; init; }

    /// <summary>What programs call for what the forms of the page do.</summary>
    public IReadOnlyList<ShownCall> Calls { get; init; } = [];

    /// <summary>Takes back what was done; null: nothing does, or it is not safe.</summary>
    public Undo? Undo { get; init; }
}
