namespace Latchkey.Server.Ground.Languages;

internal static class PolishMailed
{
    public static readonly MailedTexts Texts = MailedTexts.English with
    {
        RecoveryCode = "to kod, którym wrócisz na swoje konto w {0}:",
        UnlockSubject = "Odblokuj konto w {0}",
        UnlockText = "konto {1} w {0} jest zablokowane. Ten link je odblokuje:",
        UnlockButton = "Odblokuj konto",
        UnlockMeans = "Hasło pozostaje bez zmian i nie powoduje to zalogowania.",
        Unlocked = "Konto zostało odblokowane.",
        SignUpSubject = "Dokończ zakładanie konta w {0}",
        SignUpText = "Ten link kończy zakładanie konta w {0}. Strona zapyta o hasło, które właśnie zostało wybrane.",
        SignUpPassword = "To kończy zakładanie konta. Wpisz hasło, które zostało do niego wybrane.",
        SignUpWrong = "To nie jest wybrane hasło. Po pięciu błędach zacznij od nowa.",
        SignUpReady = "Konto jest gotowe.",
        LockedOut = "To konto jest zablokowane po zbyt wielu błędnych hasłach.",
        AnswerWrong = "To nie jest ta odpowiedź. Po pięciu błędach w ciągu dnia spróbuj jutro.",
        LinkToo = "Albo otwórz ten link, tutaj lub na innym urządzeniu:",
        LinkButton = "Tak, to ja",
        LinkTitle = "Czy to Twoje działanie?",
        LinkText = "To potwierdza, że możesz czytać pocztę {0}. Kontynuuj tylko, jeśli właśnie to rozpoczęto przez Ciebie.",
        LinkNumber = "Liczba na stronie, na której zaczęto",
        LinkWrong = "To nie ta liczba. Poproś o nową wiadomość tam, gdzie zaczęto.",
        LinkWaiting = "Możesz też otworzyć link z wiadomości. W innej przeglądarce poprosi o tę liczbę:",
        LinkCheck = "Link otwarty",
        LinkOpened = "Link został otwarty.",
        FirstUse = "Wyślij mi kod e-mailem",
        FirstSent = "Jeśli {0} ma tu konto, wiadomość z 8-cyfrowym kodem jest w drodze.",
        FirstPassword = "Użyj hasła",
        AdminLocked = "Konto {0} w {1} zostało zablokowane",
        AdminReported = "{0} zgłasza, że zmiana konta w {1} nie pochodzi od właściciela",
        AdminDeactivated = "Konto {0} w {1} zostało dezaktywowane",
        AdminWhy = "Administrujesz {0} i chcesz być o tym informowany.",
        AdminOpen = "Otwórz w konsoli",
    };
}
