using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Operating.Preferences;

public sealed record PreferencesPage : ConsolePage<PreferencesView>
{
    public required Org Org { get; init; }
    public required FormState Form { get; init; }
}
