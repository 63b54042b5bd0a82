namespace Latchkey.Server.Ground.Languages;

internal static class FrenchAccount
{
    public static readonly AccountTexts Texts = AccountTexts.English with
    {
        Title = "Votre compte",
        Profile = "Profil",
        Name = "Nom",
        Authenticators = "Façons de confirmer votre identité",
        Apps = "Applications ayant accès",
        OwnApps = "Vos applications",
        OpenApp = "Ouvrir",
        Activity = "Connexions récentes",
        Data = "Vos données",

        DisplayName = "Nom affiché",
        NickName = "Surnom",
        MobilePhone = "Téléphone mobile",
        Language = "Langue",
        LanguageOfBrowser = "La langue du navigateur",
        ProfileOfOrg = "Votre organisation gère votre profil.",
        ProfileInvalid = "Enregistrement impossible : une valeur est trop longue ou contient des caractères non admis.",
        Save = "Enregistrer",
        Saved = "Enregistré.",

        ChangePassword = "Changer le mot de passe",
        LastChanged = "Dernière modification",
        OldPassword = "Mot de passe actuel",
        PasswordTooSoon = "Vous avez changé votre mot de passe il y a peu. Réessayez plus tard.",
        PasswordNotYours = "Votre organisation ne vous permet pas de changer votre mot de passe ici.",
        OldPasswordWrong = "Ce n’est pas votre mot de passe actuel.",
        PasswordMeans = "Ce navigateur reste connecté. Tous les autres navigateurs et toutes les applications devront se reconnecter.",
        PasswordChanged = "Votre mot de passe est changé, et tout le reste est déconnecté.",

        PasswordAlone = "Votre mot de passe seul suffit pour vous connecter.",
        Added = "Ajouté",
        Change = "Modifier",
        Remove = "Supprimer",
        RemoveMeans = "Elle ne confirmera plus votre identité. Nous vous en informerons par e-mail.",
        Removed = "Supprimé.",
        SetUp = "Configurer",
        IsSetUp = "La configuration est terminée.",
        NameInvalid = "Saisissez un nom de 50 caractères au maximum.",

        NoApps = "Aucune application n’a accès à votre compte.",
        RemoveAccess = "Retirer l’accès",
        AccessRemoved = "L’application n’a plus accès.",

        NoActivity = "Aucune connexion pour l’instant.",
        Refused = "Refusé",
        ActivityHelp = "Quelque chose vous semble inconnu ? Changez votre mot de passe.",

        DataText = "Tout ce que cette organisation conserve sur vous, dans un fichier JSON.",
        Download = "Télécharger mes données",
        Delete = "Supprimer mon compte",
        DeleteTitle = "Supprimer votre compte ?",
        DeleteText =
            "Tout ce qui vous concerne disparaît, immédiatement et définitivement : votre profil, vos sessions et ce que chaque application peut faire "
            + "pour vous.",
        DeleteType = "Pour confirmer, saisissez {0}",
        DeleteMismatch = "Ce n’est pas identique.",
        DeleteForGood = "Supprimer définitivement",
        Deleted = "Votre compte est supprimé",
        DeletedText = "Vous êtes déconnecté partout.",

        DeletedSubject = "Votre compte chez {0} a été supprimé",
        DeletedMail = "Votre compte {1} chez {0} vient d’être supprimé, comme demandé sur sa page de compte.",
    };
}
