namespace Latchkey.Server.Ground.Languages;

internal static class PolishFederation
{
    public static readonly FederationTexts Texts = new()
    {
        SignInWith = "Zaloguj się przez {0}",
        Failed = "Odpowiedzi innego dostawcy nie można było użyć. Spróbuj ponownie lub zaloguj się inaczej.",
        Refused = "Nie zalogowano Cię tam. Spróbuj ponownie lub zaloguj się inaczej.",
        Unknown = "Temu kontu nie odpowiada tutaj żadne konto. Zaloguj się inaczej lub zapytaj administratora.",
        Away = "Inny dostawca jest teraz nieosiągalny. Spróbuj ponownie lub zaloguj się inaczej.",
    };
}
