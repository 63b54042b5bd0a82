namespace Latchkey.Server.Ground.Languages;

internal static class ItalianTrying
{
    public static readonly TryingTexts Texts = TryingTexts.English with
    {
        TryIt = "Prova",
        Ask = "Chiedere",
        AskMeans = "Dove l’app manderebbe il browser. Apra e acceda.",
        OpenIt = "Apri in una nuova scheda",
        Change = "Cambia la richiesta",
        Answer = "La risposta",
        AnswerMeans = "Dove è stato mandato poi il browser: copi l’indirizzo, anche se lì non si vede nulla.",
        AddressOfAnswer = "Indirizzo della risposta",
        ReadIt = "Leggi",
        NoAnswer = "non ha parametri: copi tutto l’indirizzo",
        OtherState = "risponde a un’altra richiesta: lo state è diverso",
        NoCode = "non ha un codice",
        Redeem = "Riscatta il codice",
        RedeemMeans = "Risponde lo stesso endpoint, in una nuova scheda. Un codice vale una volta, per un minuto.",
        SecretMeans = "Va dal browser all’endpoint e non viene conservato.",
        SendIt = "Invia",
        Tokens = "I token",
        TokensMean = "Incolli la risposta o un token e legga che cosa dice. Non viene conservato.",
        AnswerOfServer = "Risposta dell’endpoint",
        NoTokens = "non è una risposta né un token",
        NotForThis = "Nessuno accede a questa app",
        NotForThisMeans = "Non ha un URI di reindirizzamento. Un servizio ottiene da sé i token: veda l’avvio rapido.",

        Mobile = "Mobile",
        AndroidPrograms = "Programmi Android",
        AndroidHint = "Uno per riga: il pacchetto, uno spazio e lo SHA-256 del certificato di firma.",
        ApplePrograms = "Programmi Apple",
        AppleHint = "Uno per riga: il team, un punto e l’ID del bundle.",
        IsServed = "Pubblicato e corretto",
        NotServed = "Non indica questa app",
        AskAsPhone = "Richiedili come fa un telefono",
        NotReached = "Non raggiungibile a questo indirizzo",
    };
}
