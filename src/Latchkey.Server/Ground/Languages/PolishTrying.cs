namespace Latchkey.Server.Ground.Languages;

internal static class PolishTrying
{
    public static readonly TryingTexts Texts = TryingTexts.English with
    {
        TryIt = "Wypróbuj",
        Ask = "Zapytaj",
        AskMeans = "Dokąd aplikacja wysłałaby przeglądarkę. Otwórz i zaloguj się.",
        OpenIt = "Otwórz w nowej karcie",
        Change = "Zmień żądanie",
        Answer = "Odpowiedź",
        AnswerMeans = "Dokąd trafiła potem przeglądarka: skopiuj adres, nawet jeśli nic się tam nie pokazało.",
        AddressOfAnswer = "Adres odpowiedzi",
        ReadIt = "Odczytaj",
        NoAnswer = "nie ma parametrów: skopiuj cały adres",
        OtherState = "odpowiada na inne żądanie: state się różni",
        NoCode = "nie ma kodu",
        Redeem = "Wymień kod",
        RedeemMeans = "Odpowiada sam punkt tokenów, w nowej karcie. Kod działa raz, przez minutę.",
        SecretMeans = "Trafia z przeglądarki do punktu tokenów i nie jest nigdzie zapisywany.",
        SendIt = "Wyślij",
        Tokens = "Tokeny",
        TokensMean = "Wklej odpowiedź lub token i odczytaj treść. Nie jest zapisywany.",
        AnswerOfServer = "Odpowiedź punktu tokenów",
        NoTokens = "nie jest odpowiedzią ani tokenem",
        NotForThis = "Nikt nie loguje się do tej aplikacji",
        NotForThisMeans = "Nie ma adresu przekierowania. Usługa pobiera tokeny sama: zobacz szybki start.",

        Mobile = "Urządzenia mobilne",
        AndroidPrograms = "Programy na Androida",
        AndroidHint = "Po jednym w wierszu: pakiet, odstęp i SHA-256 certyfikatu podpisu.",
        ApplePrograms = "Programy na iOS",
        AppleHint = "Po jednym w wierszu: zespół, kropka i identyfikator pakietu.",
        IsServed = "Udostępniany i poprawny",
        NotServed = "Nie wymienia tej aplikacji",
        AskAsPhone = "Pobierz tak jak telefon",
        NotReached = "Nieosiągalny pod tym adresem",
    };
}
