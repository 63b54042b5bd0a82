namespace Latchkey.Server.Ground.Languages;

public sealed partial record MailedTexts
{
    public static readonly MailedTexts German = new()
    {
        RecoveryCode = "mit diesem Code kommen Sie wieder in Ihr Konto bei {0}:",
        UnlockSubject = "Ihr Konto bei {0} entsperren",
        UnlockText = "Ihr Konto {1} bei {0} ist gesperrt. Dieser Link entsperrt es:",
        UnlockButton = "Konto entsperren",
        UnlockMeans = "Das Passwort bleibt, wie es ist, und angemeldet sind Sie damit nicht.",
        Unlocked = "Ihr Konto ist entsperrt.",
        SignUpSubject = "Ihr Konto bei {0} fertigstellen",
        SignUpText = "mit diesem Link stellen Sie Ihr Konto bei {0} fertig. Die Seite fragt nach dem Passwort, das Sie eben gewählt haben.",
        SignUpPassword = "Damit wird das Konto fertig. Geben Sie das Passwort ein, das Sie dafür gewählt haben.",
        SignUpWrong = "Das ist nicht das Passwort, das Sie gewählt haben. Nach fünf falschen beginnen Sie von vorn.",
        SignUpReady = "Ihr Konto ist fertig.",
        LockedOut = "Dieses Konto ist nach zu vielen falschen Passwörtern gesperrt.",
        AnswerWrong = "Das ist nicht die Antwort. Nach fünf falschen an einem Tag versuchen Sie es morgen wieder.",
        LinkToo = "Oder öffnen Sie diesen Link, hier oder auf einem anderen Gerät:",
        LinkButton = "Ja, ich bin es",
        LinkTitle = "Haben Sie das begonnen?",
        LinkText = "Das sagt, dass Sie die E-Mails von {0} lesen können. Machen Sie nur weiter, wenn Sie das gerade selbst begonnen haben.",
        LinkNumber = "Zahl auf der Seite, auf der Sie begonnen haben",
        LinkWrong = "Das ist nicht die Zahl. Fordern Sie dort, wo Sie begonnen haben, eine neue E-Mail an.",
        LinkWaiting = "Sie können stattdessen den Link in der E-Mail öffnen. In einem anderen Browser fragt er nach dieser Zahl:",
        LinkCheck = "Ich habe den Link geöffnet",
        LinkOpened = "Sie haben den Link geöffnet.",
        FirstUse = "Stattdessen einen Code per E-Mail erhalten",
        FirstSent = "Wenn es hier ein Konto für {0} gibt, ist eine E-Mail mit einem 8-stelligen Code unterwegs.",
        FirstPassword = "Stattdessen das Passwort verwenden",
        AdminLocked = "Das Konto {0} bei {1} wurde gesperrt",
        AdminReported = "{0} sagt, dass eine Änderung am Konto bei {1} nicht von ihr oder ihm war",
        AdminDeactivated = "Das Konto {0} bei {1} wurde deaktiviert",
        AdminWhy = "Sie verwalten {0} und wollten davon erfahren.",
        AdminOpen = "In der Konsole öffnen",
    };
}
