namespace Latchkey.Server.Ground.Languages;

internal static class DutchJourney
{
    public static readonly JourneyTexts Texts = JourneyTexts.English with
    {
        NotYou = "Een andere naam gebruiken",
        RememberName = "Mijn naam op dit apparaat onthouden",
        RememberedNames = "Op dit apparaat onthouden namen",
        ForgetNames = "Deze namen vergeten",
        KeepSignedIn = "Ingelogd blijven",

        OfferTitle = "Maak je account veiliger",
        OfferText = "Met een tweede manier om te bevestigen dat jij het bent, komt niemand met alleen je wachtwoord binnen.",
        OfferSkip = "Nu niet, doorgaan",
        OfferLater = "Dit kan op elk moment op je accountpagina.",

        Working = "Een ogenblik. Je browser maakt een kleine som, die robots buiten houdt.",
        WorkAgain = "Dat duurde te lang. Verstuur het nog een keer.",
        WorkNeedsScript = "Hier houdt een kleine som van de browser robots buiten. Zet scripts aan en laad de pagina opnieuw.",
        WorkSlowly = "Er zijn nu veel aanvragen. Probeer het over een minuut weer, of zet scripts aan.",

        ChangeEmail = "E-mailadres wijzigen",
        EmailNow = "Je adres nu",
        EmailNew = "Nieuw e-mailadres",
        EmailBoth = "We sturen een code naar het nieuwe adres en een andere naar het oude. Beide zijn nodig.",
        EmailNewAlone = "We sturen een code naar het nieuwe adres en laten het oude het weten.",
        EmailSame = "Dat is al je adres.",
        CodeSentTo = "Code uit de mail aan {0}",
        EmailCodesWrong = "Dat werkt niet. Codes gelden 15 minuten, en na vijf foute begin je opnieuw.",
        EmailChanged = "Je e-mailadres is gewijzigd.",
        EmailLogin = "Daarna log je in met het nieuwe adres.",

        NewAddressSubject = "Je code voor je nieuwe adres bij {0}",
        NewAddressText = "deze code bevestigt dat je account bij {0} dit e-mailadres moet krijgen:",
        OldAddressSubject = "Je adres bij {0} gaat veranderen",
        OldAddressText = "deze code bevestigt dat je account bij {0} een ander e-mailadres moet krijgen:",
        AddressIgnore = "Was jij dit niet, geef de code dan aan niemand.",
        AddressChangedSubject = "Je adres bij {0} is gewijzigd",
        AddressChangedText = "het e-mailadres van je account {1} bij {0} is zojuist gewijzigd.",

        NotMe = "Dit was ik niet",
        NotMeMail = "Was jij het niet: deze link logt alles uit, en je kiest een nieuw wachtwoord. Hij werkt zeven dagen.",
        NotMeMailDay = "Was jij het niet: deze link logt alles uit, en je kiest een nieuw wachtwoord. Hij werkt 24 uur.",
        NotMeTitle = "Was jij dit niet?",
        NotMeMeans = "Elke browser en elke app wordt uitgelogd, je wachtwoord werkt niet meer en je kiest een nieuw.",
        NotMeAddress = "Je e-mailadres wordt weer {0}.",
        NotMeEnd = "Alles beëindigen",

        NewDeviceSubject = "Een nieuw apparaat is ingelogd op je account bij {0}",
        NewDeviceText = "op je account {1} bij {0} is zojuist ingelogd met een apparaat dat hier niet eerder is gezien: {2}.",

        PhoneSignIn = "Inloggen met je telefoon",
        PhoneText = "Richt de camera van je telefoon op dit plaatje. De telefoon vraagt dan om dit getal:",
        PhoneQr = "Plaatje om met een telefoon te scannen",
        PhoneOpen = "Of open dit adres op de telefoon:",
        PhoneWaiting = "Wachten op je telefoon. Deze pagina gaat vanzelf verder.",
        PhoneCheck = "Nu controleren",
        PhoneOver = "Het duurde te lang, of het is op de telefoon geweigerd.",
        OtherTitle = "Inloggen op een ander apparaat?",
        OtherText = "Een ander apparaat wil inloggen als {0}. Ga alleen door als je dit zelf bent begonnen en dat apparaat voor je hebt.",
        OtherNumber = "Getal op het andere apparaat",
        OtherWrong = "Dat is niet het getal dat het toont. Begin opnieuw op het andere apparaat.",

        RecoveryTitle = "Herstelcodes",
        RecoveryText = "Elke code bevestigt één keer dat jij het bent, als je niets anders bij de hand hebt.",
        RecoveryOnce = "Schrijf ze op of druk ze af: ze worden alleen deze keer getoond.",
        RecoveryMake = "Herstelcodes maken",
        RecoveryLeft = "Resterende codes: {0}",
        RecoveryReplaces = "De vorige codes werken niet meer.",
        RecoveryUse = "In plaats daarvan een herstelcode gebruiken",
        RecoveryLead = "Voer een van de herstelcodes in die je hebt bewaard.",
    };
}
