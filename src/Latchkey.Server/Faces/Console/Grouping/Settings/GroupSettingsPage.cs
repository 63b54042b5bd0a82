using Latchkey.Server.Core.Membership;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Grouping.Settings;

public sealed record GroupSettingsPage : ConsolePage<GroupSettingsView>
{
    public required Group Group { get; init; }
    /// <summary>Its form is open.</summary>
    public required bool Editing { get; init; }
    public required FormState Form { get; init; }
}
