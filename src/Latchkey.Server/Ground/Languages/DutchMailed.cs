namespace Latchkey.Server.Ground.Languages;

internal static class DutchMailed
{
    public static readonly MailedTexts Texts = MailedTexts.English with
    {
        RecoveryCode = "dit is je code om weer in je account bij {0} te komen:",
        UnlockSubject = "Ontgrendel je account bij {0}",
        UnlockText = "je account {1} bij {0} is vergrendeld. Deze link ontgrendelt het:",
        UnlockButton = "Account ontgrendelen",
        UnlockMeans = "Je wachtwoord blijft zoals het is, en je wordt hiermee niet aangemeld.",
        Unlocked = "Je account is ontgrendeld.",
        SignUpSubject = "Rond je account bij {0} af",
        SignUpText = "Met deze link rond je je account bij {0} af. De pagina vraagt om het wachtwoord dat je net hebt gekozen.",
        SignUpPassword = "Hiermee is het account klaar. Vul het wachtwoord in dat je ervoor hebt gekozen.",
        SignUpWrong = "Dat is niet het wachtwoord dat je hebt gekozen. Begin na vijf fouten opnieuw.",
        SignUpReady = "Je account is klaar.",
        LockedOut = "Dit account is vergrendeld na te veel onjuiste wachtwoorden.",
        AnswerWrong = "Dat is niet het antwoord. Probeer het na vijf fouten op een dag morgen opnieuw.",
        LinkToo = "Of open deze link, hier of op een ander apparaat:",
        LinkButton = "Ja, ik ben het",
        LinkTitle = "Ben jij dit begonnen?",
        LinkText = "Dit zegt dat je de mail van {0} kunt lezen. Ga alleen verder als je dit net zelf bent begonnen.",
        LinkNumber = "Getal op de pagina waar je begon",
        LinkWrong = "Dat is niet het getal. Vraag een nieuwe mail waar je begon.",
        LinkWaiting = "Je kunt ook de link in de mail openen. In een andere browser vraagt die om dit getal:",
        LinkCheck = "Ik heb de link geopend",
        LinkOpened = "Je hebt de link geopend.",
        FirstUse = "Mail me een code",
        FirstSent = "Als {0} hier een account heeft, is er een mail met een code van 8 cijfers onderweg.",
        FirstPassword = "Gebruik je wachtwoord",
        AdminLocked = "Het account {0} bij {1} is vergrendeld",
        AdminReported = "{0} zegt een wijziging van het account bij {1} niet zelf te hebben gedaan",
        AdminDeactivated = "Het account {0} bij {1} is gedeactiveerd",
        AdminWhy = "Je beheert {0} en hebt gevraagd dit te horen.",
        AdminOpen = "Openen in de console",
    };
}
