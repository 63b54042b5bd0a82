namespace Latchkey.Server.Ground.Languages;

internal static class ItalianDevices
{
    public static readonly DevicesTexts Texts = DevicesTexts.English with
    {
        Title = "Dispositivi per passkey",
        Lead = "Che cosa dice FIDO dei dispositivi che custodiscono le passkey: come si chiamano, fino a che punto sono certificati e che cosa è stato "
            + "revocato.",
        File = "Il file di FIDO",
        NoFile = "Nessun file è stato ancora portato",
        NoFileMeans = "I dispositivi non hanno un nome e non si può chiedere nulla di come sono fatti. Prendere il file di FIDO e portarlo qui.",
        Number = "Numero",
        Models = "Modelli",
        Revoked = "Revocati",
        Next = "Uno più recente dal",
        Overdue = "C’è un file più recente dal {0}. Può conoscere altre revoche.",
        Bring = "Porta un file",
        BringHint = "Così come lo fornisce https://mds3.fidoalliance.org. La firma di FIDO viene verificata e un file più vecchio viene rifiutato.",
        BroughtElsewhere = "Tutte le organizzazioni di questo server condividono il file. Lo porta la console della prima, o chi gestisce il server.",
        NotTaken = "Questo file non è firmato da FIDO, oppure è stato modificato lungo la strada.",
        Older = "È già stato portato un file più recente. Nulla è cambiato.",
        Asked = "Che cosa si chiede ai dispositivi",
        AskedMeans = "Secondo le impostazioni del metodo delle passkey; quali gruppi di modelli si possono usare lo dicono i criteri di registrazione.",
        AsksNothing = "Nulla: va bene ogni dispositivo da cui FIDO non mette in guardia.",
        Model = "Modello",
        Certified = "Certificato",
        NotCertified = "Non certificato",
        InHardware = "Chiavi in hardware",
        Own = "Proprio",
        Takes = "Accettato",
        Refuses = "Non accettato",
        Weak = "Non affidabile",
        SearchModels = "Nome o AAGUID",
        More = "Altri {0}: cercarli per nome.",
    };
}
