using Latchkey.Server.Core.Clients;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.Kit;

/// <summary>Hands the answer to an app in a form. OAuth 2.0 Form Post Response Mode §2.</summary>
public sealed record FormPostPage : PageModel<FormPostView>
{
    public FormPostPage(string action, IReadOnlyDictionary<string, string> fields)
    {
        Fields = fields;
        Action = AppLink.Checked(action);
        FormTargets = [FormTarget.Of(Action)];
    }

    public string Action { get; }
    public IReadOnlyDictionary<string, string> Fields { get; }
    public string? AppLabel { get; init; }
}
