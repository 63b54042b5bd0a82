namespace Latchkey.Server.Ground.Languages;

internal static class ItalianWording
{
    public static readonly WordingTexts Texts = new()
    {
        Emails = "E-mail",
        MailsLead = "Che cosa dicono le e-mail di questa organizzazione, in ogni lingua.",
        Yours = "Parole vostre",
        Ours = "Parole nostre",
        MailLanguage = "Lingua",
        Subject = "Oggetto",
        Body = "Testo",
        BodyHint = "HTML, con le variabili qui sotto. Deve contenere ciò che serve alle persone per proseguire.",
        Variables = "Variabili",
        ForOthers = "Per tutti coloro la cui lingua non ha parole qui",
        AddLanguage = "Aggiungi una lingua",
        ResetMail = "Torna alle nostre parole",
        ResetMailMeans = "Le vostre parole per questa e-mail vengono eliminate in ogni lingua e le persone ricevono di nuovo le nostre.",
        DeleteWords = "Elimina queste parole",
        DeleteWordsMeans = "Chi parla questa lingua riceve le parole per tutte le altre, o le nostre.",
        AsText = "Come testo",
        SendTest = "Inviami una prova",
        SendTestHint = "Va a {0}, così com’è salvata. I suoi link e codici non aprono nulla.",
        Recipients = "Chi la riceve",
        RecipientsHint = "Un’e-mail che qualcuno aspetta va a tutti.",
        Everybody = "Tutti",
        AdministratorsOnly = "Solo amministratori",
        Nobody = "Nessuno",
        Languages = "Lingue",
        LanguagesLead = "Che cosa parlano le pagine e le e-mail quando possono scegliere.",
        DefaultLanguage = "Lingua predefinita",
        DefaultHint = "Per le persone la cui app, il cui profilo e il cui browser non ne indicano una offerta.",
        Offered = "Lingue offerte",
        OfferedHint = "Ciò che non è spuntato non viene mostrato a nessuno, qualunque cosa dica il browser.",
        Files = "File well-known",
        FilesLead = "Che cosa dice questo indirizzo delle vostre app a telefoni e browser. Le app riempiono i file da sole; il resto si aggiunge via API.",
        AndroidFile = "Android: app che aprono i link di questo indirizzo e ne usano le passkey",
        AppleFile = "Apple: app che aprono i link di questo indirizzo e ne usano password e passkey",
        WebAuthnFile = "Browser: altri siti dove si possono usare le passkey di questo indirizzo",
        AddedByYou = "Con ciò che è stato aggiunto via API",
        OpenFile = "Apri il file",
    };
}
