using System.Diagnostics.CodeAnalysis;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.Kit;

/// <summary>Hands the answer to an app in a form. OAuth 2.0 Form Post Response Mode §2.</summary>
public sealed record FormPostPage : PageModel<FormPostView>
{
    [SetsRequiredMembers]
    public FormPostPage(Brand brand, Language language, string action, IReadOnlyDictionary<string, string> fields)
    {
        (Brand, Language, Fields) = (brand, language, fields);
        Action = AppLink.Checked(action);
        FormTargets = [FormTarget.Of(Action)];
    }

    public string Action { get; }
    public IReadOnlyDictionary<string, string> Fields { get; }
    public string? AppLabel { get; init; }
}
