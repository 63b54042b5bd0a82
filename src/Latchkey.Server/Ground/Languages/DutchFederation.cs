namespace Latchkey.Server.Ground.Languages;

internal static class DutchFederation
{
    public static readonly FederationTexts Texts = new()
    {
        SignInWith = "Inloggen met {0}",
        Failed = "Het antwoord van de andere aanbieder was onbruikbaar. Probeer het opnieuw of log op een andere manier in.",
        Refused = "U bent daar niet ingelogd. Probeer het opnieuw of log op een andere manier in.",
        Unknown = "Bij dat account hoort hier geen account. Log op een andere manier in of vraag het uw beheerder.",
        Away = "De andere aanbieder is nu niet bereikbaar. Probeer het opnieuw of log op een andere manier in.",
    };
}
