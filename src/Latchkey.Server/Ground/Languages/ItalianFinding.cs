namespace Latchkey.Server.Ground.Languages;

internal static class ItalianFinding
{
    public static readonly FindingTexts Texts = FindingTexts.English with
    {
        Find = "Cerca app, persone, gruppi",
        FindWhat = "Nome, e-mail o ID",
        FindHint = "Prova con l’inizio di un nome o incolla un ID: porta subito lì.",

        Keyboard = "Scorciatoie da tastiera",
        KeyboardLead = "Ogni pagina funziona con Tab e Invio. Queste sono vie più brevi.",
        KeySearch = "Cerca ovunque",
        KeyThis = "Questa panoramica",
        KeyClose = "Chiudi ciò che è aperto",
        KeysOff = "Disattiva questi tasti in questo browser",
        KeysOffMeans = "Per la dettatura e per le mani che toccano tasti per sbaglio.",

        StepsLead = "Tre passi, e qualcuno avrà effettuato l’accesso a una tua app.",
        StepPerson = "Aggiungi una persona",
        StepPersonText = "Qualcuno che accede: un collega o un tuo secondo account per fare prove.",
        StepSignIn = "Accedi all’app",
        StepSignInText = "La sua Guida rapida contiene la configurazione per la tua piattaforma, con i suoi valori già inseriti.",
        OpenQuickStart = "Apri la Guida rapida",
        Done = "Fatto",
    };
}
