using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Console.Kit;

/// <summary>Nothing was saved, and nothing is lost.</summary>
public sealed record KeptFormPage : PageModel<KeptFormView>
{
    /// <summary>Where it was sent, and will be once more.</summary>
    public required string Action { get; init; }
    /// <summary>All that was typed but for secrets.</summary>
    public required IReadOnlyDictionary<string, string> Fields { get; init; }
    /// <summary>Null: they have signed in again.</summary>
    public string? SignInUrl { get; init; }
    /// <summary>There was a secret.</summary>
    public bool LeftOut { get; init; }
    internal override bool SpeaksAll => true;

    public override string ToString() => "a form that is kept";
}
