namespace Latchkey.Server.Ground.Languages;

public sealed partial record FindingTexts
{
    public static readonly FindingTexts English = new()
    {
        Find = "Search apps, people, groups",
        FindWhat = "Name, email, or ID",
        FindHint = "Try the beginning of a name, or paste an ID: it leads there at once.",

        Keyboard = "Keyboard shortcuts",
        KeyboardLead = "Every page works by Tab and Enter. These are shorter ways.",
        KeySearch = "Search everywhere",
        KeyThis = "This overview",
        KeyClose = "Close what is open",
        KeysOff = "Turn these keys off in this browser",
        KeysOffMeans = "For speech input, and for hands that touch keys by accident.",

        StepsLead = "Three steps, and somebody has signed in to an app of yours.",
        StepPerson = "Add a person",
        StepPersonText = "Somebody who signs in: a colleague, or a second account of yours to try things with.",
        StepSignIn = "Sign in to the app",
        StepSignInText = "Its Quick start has the configuration for your platform, with its own values filled in.",
        OpenQuickStart = "Open Quick start",
        Done = "Done",
    };
}
