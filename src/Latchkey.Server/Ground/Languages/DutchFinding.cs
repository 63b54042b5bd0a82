namespace Latchkey.Server.Ground.Languages;

internal static class DutchFinding
{
    public static readonly FindingTexts Texts = FindingTexts.English with
    {
        Find = "Apps, mensen, groepen zoeken",
        FindWhat = "Naam, e-mail of ID",
        FindHint = "Probeer het begin van een naam, of plak een ID: die leidt er meteen heen.",
        Keyboard = "Sneltoetsen",
        KeyboardLead = "Elke pagina werkt met Tab en Enter. Dit zijn kortere wegen.",
        KeySearch = "Overal zoeken",
        KeyThis = "Dit overzicht",
        KeyClose = "Sluiten wat open is",
        KeysOff = "Deze toetsen in deze browser uitzetten",
        KeysOffMeans = "Voor spraakinvoer, en voor handen die per ongeluk toetsen raken.",
        StepsLead = "Drie stappen, en iemand heeft zich bij een app van u aangemeld.",
        StepPerson = "Een persoon toevoegen",
        StepPersonText = "Iemand die zich aanmeldt: een collega, of een tweede account van u om te proberen.",
        StepSignIn = "Bij de app aanmelden",
        StepSignInText = "De snelle start ervan heeft de configuratie voor uw platform, met de eigen waarden ingevuld.",
        OpenQuickStart = "Snelle start openen",
        Done = "Gedaan",
    };
}
