namespace Latchkey.Server.Ground.Languages;

internal static class FrenchWording
{
    public static readonly WordingTexts Texts = new()
    {
        Emails = "E-mails",
        MailsLead = "Ce que disent les e-mails de cette organisation, dans chaque langue.",
        Yours = "Vos mots",
        Ours = "Nos mots",
        MailLanguage = "Langue",
        Subject = "Objet",
        Body = "Texte",
        BodyHint = "HTML, avec les variables ci-dessous. Il doit contenir ce dont les personnes ont besoin pour continuer.",
        Variables = "Variables",
        ForOthers = "Pour toutes les personnes dont la langue n’a pas de mots ici",
        AddLanguage = "Ajouter une langue",
        ResetMail = "Revenir à nos mots",
        ResetMailMeans = "Vos mots pour cet e-mail sont supprimés dans toutes les langues, et les personnes reçoivent à nouveau les nôtres.",
        DeleteWords = "Supprimer ces mots",
        DeleteWordsMeans = "Qui parle cette langue reçoit les mots prévus pour toutes les autres, ou les nôtres.",
        AsText = "En texte",
        SendTest = "M’envoyer un test",
        SendTestHint = "Il est envoyé à {0}, tel qu’il est enregistré. Ses liens et codes n’ouvrent rien.",
        Recipients = "Qui le reçoit",
        RecipientsHint = "Un e-mail que quelqu’un attend est envoyé à tout le monde.",
        Everybody = "Tout le monde",
        AdministratorsOnly = "Administrateurs uniquement",
        Nobody = "Personne",
        Languages = "Langues",
        LanguagesLead = "Ce que parlent les pages et les e-mails quand ils peuvent choisir.",
        DefaultLanguage = "Langue par défaut",
        DefaultHint = "Pour les personnes dont l’application, le profil et le navigateur n’en nomment aucune qui est proposée.",
        Offered = "Langues proposées",
        OfferedHint = "Ce qui n’est pas coché n’est montré à personne, quoi que dise le navigateur.",
        Files = "Fichiers well-known",
        FilesLead = "Ce que cette adresse dit de vos applications aux téléphones et aux navigateurs. Les applications remplissent "
            + "les fichiers elles-mêmes ; le reste s’ajoute par API.",
        AndroidFile = "Android : applications qui ouvrent les liens de cette adresse et utilisent ses clés d’accès",
        AppleFile = "Apple : applications qui ouvrent les liens de cette adresse et utilisent ses mots de passe et clés d’accès",
        WebAuthnFile = "Navigateurs : autres sites où les clés d’accès de cette adresse peuvent servir",
        AddedByYou = "Avec ce qui a été ajouté par API",
        OpenFile = "Ouvrir le fichier",
    };
}
