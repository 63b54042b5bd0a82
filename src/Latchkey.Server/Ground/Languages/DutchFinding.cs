namespace Latchkey.Server.Ground.Languages;

internal static class DutchFinding
{
    public static readonly FindingTexts Texts = FindingTexts.English with
    {
        Find = "Apps, mensen en groepen zoeken",
        FindWhat = "Naam, e-mailadres of id",
        FindHint = "Probeer het begin van een naam of plak een id: dat brengt je er meteen.",

        Keyboard = "Sneltoetsen",
        KeyboardLead = "Elke pagina werkt met Tab en Enter. Dit zijn kortere wegen.",
        KeySearch = "Overal zoeken",
        KeyThis = "Dit overzicht",
        KeyClose = "Sluiten wat open is",
        KeysOff = "Deze toetsen in deze browser uitzetten",
        KeysOffMeans = "Voor spraakinvoer en voor handen die per ongeluk toetsen raken.",

        StepsLead = "Drie stappen, en er heeft iemand bij een app van je ingelogd.",
        StepPerson = "Een persoon toevoegen",
        StepPersonText = "Iemand die inlogt: een collega of een tweede account van jezelf om dingen te proberen.",
        StepSignIn = "Inloggen bij de app",
        StepSignInText = "Onder Snel beginnen staat de configuratie voor je platform, met de eigen waarden van de app ingevuld.",
        OpenQuickStart = "Snel beginnen openen",
        Done = "Klaar",
    };
}
