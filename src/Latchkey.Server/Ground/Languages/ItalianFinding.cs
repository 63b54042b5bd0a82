namespace Latchkey.Server.Ground.Languages;

internal static class ItalianFinding
{
    public static readonly FindingTexts Texts = FindingTexts.English with
    {
        Find = "Cerca app, persone, gruppi",
        FindWhat = "Nome, e-mail o ID",
        FindHint = "Provi l’inizio di un nome, o incolli un ID: porta lì subito.",
        Keyboard = "Scorciatoie da tastiera",
        KeyboardLead = "Ogni pagina funziona con Tab e Invio. Queste sono vie più corte.",
        KeySearch = "Cerca ovunque",
        KeyThis = "Questo elenco",
        KeyClose = "Chiudi ciò che è aperto",
        KeysOff = "Disattiva questi tasti in questo browser",
        KeysOffMeans = "Per la dettatura, e per mani che toccano tasti per caso.",
        StepsLead = "Tre passi, e qualcuno avrà fatto accesso a una sua app.",
        StepPerson = "Aggiungi una persona",
        StepPersonText = "Qualcuno che acceda: un collega, o un suo secondo account per provare.",
        StepSignIn = "Acceda all’app",
        StepSignInText = "Il suo avvio rapido ha la configurazione per la sua piattaforma, con i valori già inseriti.",
        OpenQuickStart = "Apri avvio rapido",
        Done = "Fatto",
    };
}
