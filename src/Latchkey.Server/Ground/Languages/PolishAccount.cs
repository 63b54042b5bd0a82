namespace Latchkey.Server.Ground.Languages;

internal static class PolishAccount
{
    public static readonly AccountTexts Texts = AccountTexts.English with
    {
        Title = "Twoje konto",
        Profile = "Profil",
        Name = "Imię i nazwisko",
        Authenticators = "Sposoby potwierdzania, że to Ty",
        Apps = "Aplikacje z dostępem",
        OwnApps = "Twoje aplikacje",
        OpenApp = "Otwórz",
        Activity = "Ostatnie logowania",
        Data = "Twoje dane",

        DisplayName = "Nazwa wyświetlana",
        NickName = "Pseudonim",
        MobilePhone = "Telefon komórkowy",
        Language = "Język",
        LanguageOfBrowser = "Język przeglądarki",
        ProfileOfOrg = "Twoim profilem zarządza organizacja.",
        ProfileInvalid = "Nie można zapisać: jedna z wartości jest za długa lub zawiera niedozwolone znaki.",
        Save = "Zapisz",
        Saved = "Zapisano.",

        ChangePassword = "Zmień hasło",
        LastChanged = "Ostatnia zmiana",
        OldPassword = "Obecne hasło",
        PasswordTooSoon = "Hasło zmieniono niedawno. Spróbuj ponownie później.",
        PasswordNotYours = "Twoja organizacja nie pozwala zmienić tutaj hasła.",
        OldPasswordWrong = "To nie jest obecne hasło.",
        PasswordMeans = "Ta przeglądarka pozostanie zalogowana. W każdej innej przeglądarce i aplikacji trzeba będzie zalogować się ponownie.",
        PasswordChanged = "Hasło zostało zmienione, a wszystkie inne sesje zakończone.",

        PasswordAlone = "Logujesz się samym hasłem.",
        Added = "Dodano",
        Change = "Zmień",
        Remove = "Usuń",
        RemoveMeans = "Nie będzie już potwierdzać, że to Ty. Powiadomimy Cię e-mailem.",
        Removed = "Usunięto.",
        SetUp = "Skonfiguruj",
        IsSetUp = "Skonfigurowano.",
        NameInvalid = "Wpisz nazwę mającą najwyżej 50 znaków.",

        NoApps = "Żadna aplikacja nie ma dostępu do Twojego konta.",
        RemoveAccess = "Odbierz dostęp",
        AccessRemoved = "Aplikacja nie ma już dostępu.",

        NoActivity = "Jeszcze nie było logowań.",
        Refused = "Odrzucone",
        ActivityHelp = "Widzisz coś nieznanego? Zmień hasło.",

        DataText = "Wszystko, co ta organizacja o Tobie przechowuje, w pliku JSON.",
        Download = "Pobierz moje dane",
        Delete = "Usuń moje konto",
        DeleteTitle = "Usunąć Twoje konto?",
        DeleteText = "Wszystko, co Twoje, zniknie natychmiast i na zawsze: profil, sesje i to, co każda aplikacja może dla Ciebie robić.",
        DeleteType = "Aby potwierdzić, wpisz {0}",
        DeleteMismatch = "To nie to samo.",
        DeleteForGood = "Usuń na zawsze",
        Deleted = "Twoje konto zostało usunięte",
        DeletedText = "Wylogowano Cię wszędzie.",

        DeletedSubject = "Twoje konto w {0} zostało usunięte",
        DeletedMail = "Twoje konto {1} w {0} zostało właśnie usunięte, zgodnie z prośbą na stronie konta.",
    };
}
