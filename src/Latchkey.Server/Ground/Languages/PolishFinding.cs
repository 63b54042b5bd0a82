namespace Latchkey.Server.Ground.Languages;

internal static class PolishFinding
{
    public static readonly FindingTexts Texts = FindingTexts.English with
    {
        Find = "Szukaj aplikacji, osób i grup",
        FindWhat = "Nazwa, e-mail lub ID",
        FindHint = "Spróbuj wpisać początek nazwy lub wklej ID: od razu tam prowadzi.",

        Keyboard = "Skróty klawiaturowe",
        KeyboardLead = "Każda strona działa za pomocą klawiszy Tab i Enter. To są krótsze drogi.",
        KeySearch = "Szukaj wszędzie",
        KeyThis = "To zestawienie",
        KeyClose = "Zamknij to, co otwarte",
        KeysOff = "Wyłącz te klawisze w tej przeglądarce",
        KeysOffMeans = "Dla wprowadzania głosowego i dla dłoni, które przypadkiem dotykają klawiszy.",

        StepsLead = "Trzy kroki i ktoś zaloguje się do Twojej aplikacji.",
        StepPerson = "Dodaj osobę",
        StepPersonText = "Ktoś, kto się loguje: współpracownik lub Twoje drugie konto do wypróbowywania.",
        StepSignIn = "Zaloguj się do aplikacji",
        StepSignInText = "Jej Szybki start zawiera konfigurację dla Twojej platformy z uzupełnionymi wartościami.",
        OpenQuickStart = "Otwórz Szybki start",
        Done = "Gotowe",
    };
}
