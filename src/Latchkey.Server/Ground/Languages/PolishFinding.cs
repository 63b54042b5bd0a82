namespace Latchkey.Server.Ground.Languages;

internal static class PolishFinding
{
    public static readonly FindingTexts Texts = FindingTexts.English with
    {
        Find = "Szukaj aplikacji, osób, grup",
        FindWhat = "Nazwa, e-mail lub ID",
        FindHint = "Spróbuj początku nazwy albo wklej ID: od razu tam prowadzi.",
        Keyboard = "Skróty klawiszowe",
        KeyboardLead = "Każda strona działa z Tab i Enter. To krótsze drogi.",
        KeySearch = "Szukaj wszędzie",
        KeyThis = "Ten przegląd",
        KeyClose = "Zamknij to, co otwarte",
        KeysOff = "Wyłącz te klawisze w tej przeglądarce",
        KeysOffMeans = "Dla wprowadzania głosem i dla rąk, które przypadkiem trafiają w klawisze.",
        StepsLead = "Trzy kroki i ktoś zaloguje się do Twojej aplikacji.",
        StepPerson = "Dodaj osobę",
        StepPersonText = "Kogoś, kto się loguje: współpracownika albo Twoje drugie konto do prób.",
        StepSignIn = "Zaloguj się do aplikacji",
        StepSignInText = "Jej szybki start ma konfigurację dla Twojej platformy, z jej własnymi wartościami.",
        OpenQuickStart = "Otwórz szybki start",
        Done = "Gotowe",
    };
}
