namespace Latchkey.Server.Ground.Languages;

internal static class ItalianAccount
{
    public static readonly AccountTexts Texts = AccountTexts.English with
    {
        Title = "Il tuo account",
        Profile = "Profilo",
        Name = "Nome",
        Authenticators = "Modi per confermare la tua identità",
        Apps = "App con accesso",
        OwnApps = "Le tue app",
        OpenApp = "Apri",
        Activity = "Accessi recenti",
        Data = "I tuoi dati",

        DisplayName = "Nome visualizzato",
        NickName = "Soprannome",
        MobilePhone = "Cellulare",
        Language = "Lingua",
        LanguageOfBrowser = "La lingua del browser",
        ProfileOfOrg = "Il tuo profilo è gestito dalla tua organizzazione.",
        ProfileInvalid = "Impossibile salvare: un dato è troppo lungo o contiene caratteri non ammessi.",
        Save = "Salva",
        Saved = "Salvato.",

        ChangePassword = "Cambia la password",
        LastChanged = "Ultima modifica",
        OldPassword = "Password attuale",
        PasswordTooSoon = "Hai cambiato la password da poco. Riprova più tardi.",
        PasswordNotYours = "La tua organizzazione non ti permette di cambiare la password qui.",
        OldPasswordWrong = "Questa non è la tua password attuale.",
        PasswordMeans = "Questo browser resta connesso. In tutti gli altri browser e in tutte le app si dovrà accedere di nuovo.",
        PasswordChanged = "La tua password è stata cambiata e tutto il resto è stato disconnesso.",

        PasswordAlone = "Accedi con la sola password.",
        Added = "Aggiunto",
        Change = "Modifica",
        Remove = "Rimuovi",
        RemoveMeans = "Non confermerà più la tua identità. Te lo comunicheremo via e-mail.",
        Removed = "Rimosso.",
        SetUp = "Configura",
        IsSetUp = "Configurazione completata.",
        NameInvalid = "Inserisci un nome di al massimo 50 caratteri.",

        NoApps = "Nessuna app ha accesso al tuo account.",
        RemoveAccess = "Rimuovi l’accesso",
        AccessRemoved = "L’app non ha più accesso.",

        NoActivity = "Ancora nessun accesso.",
        Refused = "Rifiutato",
        ActivityHelp = "C’è qualcosa che non riconosci? Cambia la password.",

        DataText = "Tutto ciò che questa organizzazione conserva su di te, in un file JSON.",
        Download = "Scarica i miei dati",
        Delete = "Elimina il mio account",
        DeleteTitle = "Eliminare il tuo account?",
        DeleteText = "Tutto ciò che è tuo scompare, subito e per sempre: il profilo, le sessioni e ciò che ogni app può fare per te.",
        DeleteType = "Per confermare, scrivi {0}",
        DeleteMismatch = "Non è uguale.",
        DeleteForGood = "Elimina per sempre",
        Deleted = "Il tuo account è stato eliminato",
        DeletedText = "Sei stato disconnesso ovunque.",

        DeletedSubject = "Il tuo account su {0} è stato eliminato",
        DeletedMail = "Il tuo account {1} su {0} è stato appena eliminato, come richiesto nella pagina dell’account.",
    };
}
