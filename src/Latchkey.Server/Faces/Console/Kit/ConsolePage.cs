using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;
using Microsoft.AspNetCore.Components;

namespace Latchkey.Server.Faces.Console.Kit;

/// <summary>The model of a page of the console.</summary>
public abstract record ConsolePage<TView> : PageModel<TView> where TView : IComponent
{
    public required ConsoleFrame Frame { get; init; }

    internal override bool SpeaksAll => true;

    internal ConsoleTexts Words => Language.Texts.Console;
}
