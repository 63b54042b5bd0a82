namespace Latchkey.Server.Ground.Languages;

internal static class PolishWording
{
    public static readonly WordingTexts Texts = new()
    {
        Emails = "Wiadomości e-mail",
        MailsLead = "Co mówią wiadomości tej organizacji, w każdym języku.",
        Yours = "Własne słowa",
        Ours = "Nasze słowa",
        MailLanguage = "Język",
        Subject = "Temat",
        Body = "Treść",
        BodyHint = "HTML ze zmiennymi poniżej. Musi zawierać to, czego osoby potrzebują, aby iść dalej.",
        Variables = "Zmienne",
        ForOthers = "Dla wszystkich, których język nie ma tu słów",
        AddLanguage = "Dodaj język",
        ResetMail = "Wróć do naszych słów",
        ResetMailMeans = "Własne słowa tej wiadomości zostaną usunięte w każdym języku, a osoby znów będą otrzymywać nasze.",
        DeleteWords = "Usuń te słowa",
        DeleteWordsMeans = "Kto mówi w tym języku, otrzymuje słowa dla wszystkich pozostałych albo nasze.",
        AsText = "Jako tekst",
        SendTest = "Wyślij mi próbną",
        SendTestHint = "Trafi na {0}, tak jak jest zapisana. Jej linki i kody niczego nie otwierają.",
        Recipients = "Kto ją otrzymuje",
        RecipientsHint = "Wiadomość, na którą ktoś czeka, trafia do wszystkich.",
        Everybody = "Wszyscy",
        AdministratorsOnly = "Tylko administratorzy",
        Nobody = "Nikt",
        Languages = "Języki",
        LanguagesLead = "W jakim języku mówią strony i wiadomości, gdy mogą wybierać.",
        DefaultLanguage = "Język domyślny",
        DefaultHint = "Dla osób, których aplikacja, profil i przeglądarka nie wskazują żadnego z oferowanych.",
        Offered = "Oferowane języki",
        OfferedHint = "Czego nie zaznaczono, tego nikt nie zobaczy, cokolwiek mówi przeglądarka.",
        Files = "Pliki well-known",
        FilesLead = "Co ten adres mówi telefonom i przeglądarkom o aplikacjach. Aplikacje same wypełniają pliki; więcej dodaje się przez API.",
        AndroidFile = "Android: aplikacje, które otwierają linki tego adresu i używają jego kluczy dostępu",
        AppleFile = "Apple: aplikacje, które otwierają linki tego adresu i używają jego haseł i kluczy dostępu",
        WebAuthnFile = "Przeglądarki: inne witryny, w których można używać kluczy dostępu tego adresu",
        AddedByYou = "Z tym, co dodano przez API",
        OpenFile = "Otwórz plik",
    };
}
