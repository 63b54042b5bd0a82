namespace Latchkey.Server.Ground.Languages;

public sealed partial record FindingTexts
{
    public static readonly FindingTexts German = new()
    {
        Find = "Apps, Personen, Gruppen suchen",
        FindWhat = "Name, E-Mail oder ID",
        FindHint = "Versuchen Sie den Anfang eines Namens, oder fügen Sie eine ID ein: Sie führt sofort dorthin.",

        Keyboard = "Tastenkürzel",
        KeyboardLead = "Jede Seite geht mit Tab und Enter. Das hier sind kürzere Wege.",
        KeySearch = "Überall suchen",
        KeyThis = "Diese Übersicht",
        KeyClose = "Schließen, was offen ist",
        KeysOff = "Diese Tasten in diesem Browser abschalten",
        KeysOffMeans = "Für Spracheingabe, und für Hände, die Tasten versehentlich treffen.",

        StepsLead = "Drei Schritte, und jemand hat sich bei einer Ihrer Apps angemeldet.",
        StepPerson = "Eine Person hinzufügen",
        StepPersonText = "Jemand, der sich anmeldet: eine Kollegin, oder ein zweites Konto von Ihnen zum Ausprobieren.",
        StepSignIn = "Sich bei der App anmelden",
        StepSignInText = "Ihr Schnellstart hat die Konfiguration für Ihre Plattform, mit ihren Werten ausgefüllt.",
        OpenQuickStart = "Schnellstart öffnen",
        Done = "Erledigt",
    };
}
