namespace Latchkey.Server.Ground.Languages;

/// <summary>The words with which somebody finds their way in the console.</summary>
public sealed partial record FindingTexts
{
    // Search
    public required string Find { get; init; }
    public required string FindWhat { get; init; }
    public required string FindHint { get; init; }

    // Keyboard
    public required string Keyboard { get; init; }
    public required string KeyboardLead { get; init; }
    public required string KeySearch { get; init; }
    public required string KeyThis { get; init; }
    public required string KeyClose { get; init; }
    public required string KeysOff { get; init; }
    public required string KeysOffMeans { get; init; }

    // The first steps
    public required string StepsLead { get; init; }
    public required string StepPerson { get; init; }
    public required string StepPersonText { get; init; }
    public required string StepSignIn { get; init; }
    public required string StepSignInText { get; init; }
    public required string OpenQuickStart { get; init; }
    public required string Done { get; init; }
}
