namespace Latchkey.Server.Ground.Languages;

internal static class PolishJourney
{
    public static readonly JourneyTexts Texts = JourneyTexts.English with
    {
        NotYou = "Użyj innej nazwy",
        RememberName = "Zapamiętaj moją nazwę na tym urządzeniu",
        RememberedNames = "Nazwy zapamiętane na tym urządzeniu",
        ForgetNames = "Zapomnij te nazwy",
        KeepSignedIn = "Nie wylogowuj mnie",

        OfferTitle = "Zabezpiecz lepiej swoje konto",
        OfferText = "Dzięki drugiemu sposobowi potwierdzania tożsamości samo hasło nikomu nie wystarczy.",
        OfferSkip = "Nie teraz, dalej",
        OfferLater = "Można to zrobić w każdej chwili na stronie konta.",

        Working = "Chwileczkę. Przeglądarka wykonuje małe obliczenie, które nie wpuszcza robotów.",
        WorkAgain = "To trwało zbyt długo. Wyślij jeszcze raz.",
        WorkNeedsScript = "Roboty zatrzymuje tu małe obliczenie przeglądarki. Włącz skrypty i wczytaj stronę ponownie.",
        WorkSlowly = "Jest teraz wiele próśb. Spróbuj za minutę albo włącz skrypty.",

        ChangeEmail = "Zmień adres e-mail",
        EmailNow = "Twój obecny adres",
        EmailNew = "Nowy adres e-mail",
        EmailBoth = "Wysyłamy kod na nowy adres i drugi na stary. Potrzebne są oba.",
        EmailNewAlone = "Wysyłamy kod na nowy adres i powiadamiamy stary.",
        EmailSame = "To już jest Twój adres.",
        CodeSentTo = "Kod z wiadomości na {0}",
        EmailCodesWrong = "To nie działa. Kody działają 15 minut, a po pięciu błędnych trzeba zacząć od nowa.",
        EmailChanged = "Twój adres e-mail jest zmieniony.",
        EmailLogin = "Od tej chwili logujesz się nowym adresem.",

        NewAddressSubject = "Twój kod dla nowego adresu w {0}",
        NewAddressText = "ten kod potwierdza, że Twoje konto w {0} ma mieć ten adres e-mail:",
        OldAddressSubject = "Twój adres w {0} ma się zmienić",
        OldAddressText = "ten kod potwierdza, że Twoje konto w {0} ma mieć inny adres e-mail:",
        AddressIgnore = "Jeśli to nie Ty, nie podawaj kodu nikomu.",
        AddressChangedSubject = "Twój adres w {0} został zmieniony",
        AddressChangedText = "adres e-mail Twojego konta {1} w {0} został właśnie zmieniony.",

        NotMe = "To nie ja",
        NotMeMail = "Jeśli to nie Ty: ten link wylogowuje wszystko, a Ty wybierasz nowe hasło. Działa siedem dni.",
        NotMeMailDay = "Jeśli to nie Ty: ten link wylogowuje wszystko, a Ty wybierasz nowe hasło. Działa 24 godziny.",
        NotMeTitle = "To nie Ty?",
        NotMeMeans = "Każda przeglądarka i każda aplikacja zostanie wylogowana, hasło przestanie działać, a Ty wybierzesz nowe.",
        NotMeAddress = "Twój adres e-mail będzie znowu {0}.",
        NotMeEnd = "Zakończ wszystko",

        NewDeviceSubject = "Nowe urządzenie zalogowało się na Twoje konto w {0}",
        NewDeviceText = "na Twoje konto {1} w {0} zalogowano się właśnie z urządzenia, którego tu jeszcze nie było: {2}.",

        PhoneSignIn = "Zaloguj się telefonem",
        PhoneText = "Skieruj aparat telefonu na ten obraz. Telefon zapyta o tę liczbę:",
        PhoneQr = "Obraz do zeskanowania telefonem",
        PhoneOpen = "Albo otwórz ten adres na telefonie:",
        PhoneWaiting = "Czekamy na Twój telefon. Ta strona przejdzie dalej sama.",
        PhoneCheck = "Sprawdź teraz",
        PhoneOver = "To trwało zbyt długo albo odmówiono na telefonie.",
        OtherTitle = "Zalogować na innym urządzeniu?",
        OtherText = "Inne urządzenie chce się zalogować jako {0}. Idź dalej tylko wtedy, gdy to Twoja prośba i masz to urządzenie przed sobą.",
        OtherNumber = "Liczba na innym urządzeniu",
        OtherWrong = "To nie ta liczba. Zacznij od nowa na innym urządzeniu.",

        RecoveryTitle = "Kody zapasowe",
        RecoveryText = "Każdy z nich raz potwierdza, że to Ty, gdy nie masz pod ręką nic innego.",
        RecoveryOnce = "Zapisz je lub wydrukuj: są pokazywane tylko ten jeden raz.",
        RecoveryMake = "Utwórz kody zapasowe",
        RecoveryLeft = "Pozostałe kody: {0}",
        RecoveryReplaces = "Poprzednie kody już nie działają.",
        RecoveryUse = "Użyj kodu zapasowego",
        RecoveryLead = "Wpisz jeden z zachowanych kodów zapasowych.",
    };
}
