namespace Latchkey.Server.Ground.Languages;

internal static class DutchTrying
{
    public static readonly TryingTexts Texts = TryingTexts.English with
    {
        TryIt = "Proberen",
        Ask = "Vragen",
        AskMeans = "Waarheen de app de browser zou sturen. Open het en log in.",
        OpenIt = "In nieuw tabblad openen",
        Change = "Verzoek wijzigen",
        Answer = "Het antwoord",
        AnswerMeans = "Waarheen de browser toen ging: kopieer het adres, ook als er niets te zien was.",
        AddressOfAnswer = "Adres van het antwoord",
        ReadIt = "Lezen",
        NoAnswer = "heeft geen parameters: kopieer het hele adres",
        OtherState = "is het antwoord op een ander verzoek: de state verschilt",
        NoCode = "heeft geen code",
        Redeem = "Code inwisselen",
        RedeemMeans = "Het token-eindpunt antwoordt zelf, in een nieuw tabblad. Een code geldt één keer, een minuut.",
        SecretMeans = "Het gaat van uw browser naar het token-eindpunt en wordt nergens bewaard.",
        SendIt = "Versturen",
        Tokens = "De tokens",
        TokensMean = "Plak het antwoord of een token en lees wat erin staat. Het wordt niet bewaard.",
        AnswerOfServer = "Antwoord van het token-eindpunt",
        NoTokens = "is geen antwoord en geen token",
        NotForThis = "Niemand logt in bij deze app",
        NotForThisMeans = "Hij heeft geen redirect-URI. Een service haalt zelf zijn tokens: zie de snelstart.",

        Mobile = "Mobiel",
        AndroidPrograms = "Android-programma’s",
        AndroidHint = "Eén per regel: het pakket, een spatie en de SHA-256 van het certificaat.",
        ApplePrograms = "Apple-programma’s",
        AppleHint = "Eén per regel: het team, een punt en de bundel-ID.",
        IsServed = "Aangeboden en juist",
        NotServed = "Noemt deze app niet",
        AskAsPhone = "Opvragen zoals een telefoon",
        NotReached = "Niet bereikt op dit adres",
    };
}
