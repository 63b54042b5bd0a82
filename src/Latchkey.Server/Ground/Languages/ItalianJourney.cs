namespace Latchkey.Server.Ground.Languages;

internal static class ItalianJourney
{
    public static readonly JourneyTexts Texts = JourneyTexts.English with
    {
        NotYou = "Usa un altro nome",
        RememberName = "Ricorda il mio nome su questo dispositivo",
        RememberedNames = "Nomi ricordati su questo dispositivo",
        ForgetNames = "Dimentica questi nomi",
        KeepSignedIn = "Resta connesso",

        OfferTitle = "Rendi più sicuro il tuo account",
        OfferText = "Con un secondo modo per confermare che sei tu, nessuno entra con la sola password.",
        OfferSkip = "Non ora, continua",
        OfferLater = "Puoi farlo in qualsiasi momento nella pagina del tuo account.",

        Working = "Un momento. Il browser esegue un piccolo calcolo che tiene fuori i robot.",
        WorkAgain = "Ci è voluto troppo tempo. Invia di nuovo.",
        WorkNeedsScript = "Qui un piccolo calcolo del browser tiene fuori i robot. Attiva gli script e ricarica la pagina.",
        WorkSlowly = "Al momento ci sono molte richieste. Riprova tra un minuto o attiva gli script.",

        ChangeEmail = "Cambia indirizzo e-mail",
        EmailNow = "Il tuo indirizzo attuale",
        EmailNew = "Nuovo indirizzo e-mail",
        EmailBoth = "Inviamo un codice al nuovo indirizzo e un altro a quello vecchio. Servono entrambi.",
        EmailNewAlone = "Inviamo un codice al nuovo indirizzo e avvisiamo quello vecchio.",
        EmailSame = "È già il tuo indirizzo.",
        CodeSentTo = "Codice dell’e-mail inviata a {0}",
        EmailCodesWrong = "Non funziona. I codici valgono 15 minuti e dopo cinque errori si ricomincia.",
        EmailChanged = "Il tuo indirizzo e-mail è cambiato.",
        EmailLogin = "Da allora accedi con il nuovo indirizzo.",

        NewAddressSubject = "Il tuo codice per il nuovo indirizzo presso {0}",
        NewAddressText = "questo codice conferma che il tuo account presso {0} deve avere questo indirizzo e-mail:",
        OldAddressSubject = "Il tuo indirizzo presso {0} sta per cambiare",
        OldAddressText = "questo codice conferma che il tuo account presso {0} deve avere un altro indirizzo e-mail:",
        AddressIgnore = "Se non sei stato tu, non dare il codice a nessuno.",
        AddressChangedSubject = "Il tuo indirizzo presso {0} è stato cambiato",
        AddressChangedText = "L’indirizzo e-mail del tuo account {1} presso {0} è appena stato cambiato.",

        NotMe = "Non sono stato io",
        NotMeMail = "Se non sei stato tu: questo link disconnette tutto e scegli una nuova password. Vale sette giorni.",
        NotMeMailDay = "Se non sei stato tu: questo link disconnette tutto e scegli una nuova password. Vale 24 ore.",
        NotMeTitle = "Non sei stato tu?",
        NotMeMeans = "Ogni browser e ogni app viene disconnesso, la password non vale più e ne scegli una nuova.",
        NotMeAddress = "Il tuo indirizzo e-mail torna a essere {0}.",
        NotMeEnd = "Termina tutto",

        NewDeviceSubject = "Un nuovo dispositivo è entrato nel tuo account presso {0}",
        NewDeviceText = "Qualcuno ha appena effettuato l’accesso al tuo account {1} presso {0} con un dispositivo mai visto qui: {2}.",

        PhoneSignIn = "Accedi con il telefono",
        PhoneText = "Punta la fotocamera del telefono su questa immagine. Il telefono chiederà questo numero:",
        PhoneQr = "Immagine da scansionare con un telefono",
        PhoneOpen = "Oppure apri questo indirizzo sul telefono:",
        PhoneWaiting = "In attesa del telefono. Questa pagina prosegue da sola.",
        PhoneCheck = "Controlla ora",
        PhoneOver = "Ci è voluto troppo tempo, o è stato rifiutato sul telefono.",
        OtherTitle = "Accedere su un altro dispositivo?",
        OtherText = "Un altro dispositivo vuole accedere come {0}. Continua solo se lo hai chiesto tu e hai quel dispositivo davanti.",
        OtherNumber = "Numero sull’altro dispositivo",
        OtherWrong = "Non è il numero che mostra. Ricomincia sull’altro dispositivo.",

        RecoveryTitle = "Codici di recupero",
        RecoveryText = "Ognuno conferma una volta che sei tu, quando non hai altro a portata di mano.",
        RecoveryOnce = "Annotali o stampali: vengono mostrati solo questa volta.",
        RecoveryMake = "Crea codici di recupero",
        RecoveryLeft = "Codici rimasti: {0}",
        RecoveryReplaces = "I codici precedenti non funzionano più.",
        RecoveryUse = "Usa invece un codice di recupero",
        RecoveryLead = "Inserisci uno dei codici di recupero che hai conservato.",
    };
}
