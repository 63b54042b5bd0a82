using Latchkey.Server.Core.Clients;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Faces.Console.Applications.General;

/// <summary>A part of an app's page that is edited and saved by itself: what stands in its form, and what a form makes of the app.</summary>
/// <param name="Name">As the address says it.</param>
/// <param name="Fill">What an app has there.</param>
/// <param name="Apply">The app as somebody wants it, of what it is and what was typed. <see cref="AppDraft"/> judges it.</param>
internal sealed record AppSection(string Name, Func<App, FormState> Fill, Func<App, FormState, AppProposal> Apply)
{
    /// <exception cref="RuleException">It breaks a rule.</exception>
    /// <exception cref="OvertakenException">Somebody else has changed this part since the form was read.</exception>
    public AppDraft Draft(App current, FormState typed, bool development)
    {
        var stored = Fill(current);
        return stored.Version == typed[FormState.VersionField] ? AppDraft.Of(Apply(current, typed), development, current)
            : throw new OvertakenException(stored);
    }

    public override string ToString() => Name;
}
