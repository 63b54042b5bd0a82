namespace Latchkey.Server.Ground.Languages;

public sealed partial record TryingTexts
{
    public static readonly TryingTexts German = new()
    {
        TryIt = "Ausprobieren",
        Ask = "Fragen",
        AskMeans = "Wohin die App den Browser schicken würde. Öffnen Sie es und melden Sie sich an.",
        OpenIt = "In neuem Tab öffnen",
        Change = "Anfrage ändern",
        Answer = "Die Antwort",
        AnswerMeans = "Wohin der Browser dann geschickt wurde: Kopieren Sie die Adresse, auch wenn dort nichts zu sehen war.",
        AddressOfAnswer = "Adresse der Antwort",
        ReadIt = "Lesen",
        NoAnswer = "hat keine Parameter: Kopieren Sie die ganze Adresse",
        OtherState = "ist die Antwort auf eine andere Anfrage: state stimmt nicht überein",
        NoCode = "hat keinen Code",
        Redeem = "Code einlösen",
        RedeemMeans = "Der Token-Endpunkt antwortet selbst, in einem neuen Tab. Ein Code gilt einmal, eine Minute lang.",
        SecretMeans = "Es geht von Ihrem Browser an den Token-Endpunkt und wird nirgends aufbewahrt.",
        SendIt = "Senden",
        Tokens = "Die Tokens",
        TokensMean = "Fügen Sie die Antwort oder ein Token ein und lesen Sie, was darin steht. Es wird nicht aufbewahrt.",
        AnswerOfServer = "Antwort des Token-Endpunkts",
        NoTokens = "ist weder eine Antwort noch ein Token",
        NotForThis = "Bei dieser App meldet sich niemand an",
        NotForThisMeans = "Sie hat keine Redirect-URI. Ein Dienst holt sich seine Tokens selbst: siehe Schnellstart.",

        Mobile = "Mobil",
        AndroidPrograms = "Android-Programme",
        AndroidHint = "Eines je Zeile: das Paket, ein Leerzeichen und der SHA-256 seines Signaturzertifikats.",
        ApplePrograms = "Apple-Programme",
        AppleHint = "Eines je Zeile: das Team, ein Punkt und die Bundle-ID.",
        IsServed = "Ausgeliefert und richtig",
        NotServed = "Nennt diese App nicht",
        AskAsPhone = "Abrufen wie ein Telefon",
        NotReached = "Unter dieser Adresse nicht erreichbar",
    };
}
