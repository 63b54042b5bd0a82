namespace Latchkey.Server.Ground.Languages;

internal static class ItalianMailed
{
    public static readonly MailedTexts Texts = MailedTexts.English with
    {
        RecoveryCode = "questo è il codice per entrare di nuovo nel tuo account su {0}:",
        UnlockSubject = "Sblocca il tuo account presso {0}",
        UnlockText = "il tuo account {1} presso {0} è bloccato. Questo link lo sblocca:",
        UnlockButton = "Sblocca l’account",
        UnlockMeans = "La password resta la stessa e con questo non accedi.",
        Unlocked = "Il tuo account è sbloccato.",
        SignUpSubject = "Completa il tuo account su {0}",
        SignUpText = "Questo link completa il tuo account su {0}. La pagina chiede la password che hai appena scelto.",
        SignUpPassword = "Così l’account è completo. Inserisci la password che hai scelto.",
        SignUpWrong = "Non è la password che hai scelto. Dopo cinque errori, ricomincia da capo.",
        SignUpReady = "Il tuo account è pronto.",
        LockedOut = "Questo account è bloccato dopo troppe password errate.",
        AnswerWrong = "Non è la risposta. Dopo cinque errori in un giorno, riprova domani.",
        LinkToo = "Oppure apri questo link, qui o su un altro dispositivo:",
        LinkButton = "Sì, sono io",
        LinkTitle = "Hai iniziato tu?",
        LinkText = "Questo dice che puoi leggere la posta di {0}. Continua solo se hai appena iniziato tu.",
        LinkNumber = "Numero sulla pagina in cui hai iniziato",
        LinkWrong = "Non è il numero giusto. Chiedi una nuova e-mail dove hai iniziato.",
        LinkWaiting = "Puoi anche aprire il link nell’e-mail. In un altro browser chiede questo numero:",
        LinkCheck = "Ho aperto il link",
        LinkOpened = "Hai aperto il link.",
        FirstUse = "Ricevi un codice per e-mail",
        FirstSent = "Se {0} ha un account qui, è in arrivo un’e-mail con un codice di 8 cifre.",
        FirstPassword = "Usa la password",
        AdminLocked = "L’account {0} presso {1} è stato bloccato",
        AdminReported = "{0} segnala che una modifica del suo account presso {1} non è opera sua",
        AdminDeactivated = "L’account {0} presso {1} è stato disattivato",
        AdminWhy = "Amministri {0} e hai chiesto di esserne informato.",
        AdminOpen = "Apri nella console",
    };
}
