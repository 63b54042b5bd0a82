namespace Latchkey.Server.Ground.Languages;

internal static class FrenchJourney
{
    public static readonly JourneyTexts Texts = JourneyTexts.English with
    {
        NotYou = "Utiliser un autre nom",
        RememberName = "Mémoriser mon nom sur cet appareil",
        RememberedNames = "Noms mémorisés sur cet appareil",
        ForgetNames = "Oublier ces noms",
        KeepSignedIn = "Rester connecté",

        OfferTitle = "Renforcez la sécurité de votre compte",
        OfferText = "Avec une seconde façon de confirmer votre identité, votre mot de passe seul ne suffit à personne.",
        OfferSkip = "Pas maintenant, continuer",
        OfferLater = "Vous pouvez le faire à tout moment sur la page de votre compte.",

        Working = "Un instant. Votre navigateur fait un petit calcul qui tient les robots à distance.",
        WorkAgain = "Cela a pris trop de temps. Envoyez à nouveau.",
        WorkNeedsScript = "Ici, un petit calcul du navigateur tient les robots à distance. Activez les scripts et rechargez la page.",
        WorkSlowly = "Il y a beaucoup de demandes en ce moment. Réessayez dans une minute ou activez les scripts.",

        ChangeEmail = "Changer l’adresse e-mail",
        EmailNow = "Votre adresse actuelle",
        EmailNew = "Nouvelle adresse e-mail",
        EmailBoth = "Nous envoyons un code à la nouvelle adresse et un autre à l’ancienne. Il faut les deux.",
        EmailNewAlone = "Nous envoyons un code à la nouvelle adresse et prévenons l’ancienne.",
        EmailSame = "C’est déjà votre adresse.",
        CodeSentTo = "Code de l’e-mail envoyé à {0}",
        EmailCodesWrong = "Cela ne fonctionne pas. Les codes valent 15 minutes et, après cinq erreurs, il faut recommencer.",
        EmailChanged = "Votre adresse e-mail est changée.",
        EmailLogin = "Vous vous connecterez ensuite avec la nouvelle adresse.",

        NewAddressSubject = "Votre code pour votre nouvelle adresse chez {0}",
        NewAddressText = "ce code confirme que votre compte chez {0} doit avoir cette adresse e-mail :",
        OldAddressSubject = "Votre adresse chez {0} va changer",
        OldAddressText = "ce code confirme que votre compte chez {0} doit avoir une autre adresse e-mail :",
        AddressIgnore = "Si ce n’était pas vous, ne donnez le code à personne.",
        AddressChangedSubject = "Votre adresse chez {0} a été changée",
        AddressChangedText = "L’adresse e-mail de votre compte {1} chez {0} vient d’être changée.",

        NotMe = "Ce n’était pas moi",
        NotMeMail = "Si ce n’était pas vous : ce lien déconnecte tout et vous choisissez un nouveau mot de passe. Il est valable sept jours.",
        NotMeMailDay = "Si ce n’était pas vous : ce lien déconnecte tout et vous choisissez un nouveau mot de passe. Il est valable 24 heures.",
        NotMeTitle = "Ce n’était pas vous ?",
        NotMeMeans = "Chaque navigateur et chaque application est déconnecté, votre mot de passe ne vaut plus et vous en choisissez un nouveau.",
        NotMeAddress = "Votre adresse e-mail redevient {0}.",
        NotMeEnd = "Tout arrêter",

        NewDeviceSubject = "Un nouvel appareil s’est connecté à votre compte chez {0}",
        NewDeviceText = "Votre compte {1} chez {0} vient d’être ouvert sur un appareil jamais vu ici : {2}.",

        PhoneSignIn = "Se connecter avec votre téléphone",
        PhoneText = "Dirigez l’appareil photo de votre téléphone vers cette image. Le téléphone demandera ce nombre :",
        PhoneQr = "Image à scanner avec un téléphone",
        PhoneOpen = "Ou ouvrez cette adresse sur le téléphone :",
        PhoneWaiting = "En attente de votre téléphone. Cette page continue d’elle-même.",
        PhoneCheck = "Vérifier maintenant",
        PhoneOver = "Cela a pris trop de temps ou a été refusé sur le téléphone.",
        OtherTitle = "Se connecter sur un autre appareil ?",
        OtherText = "Un autre appareil veut être connecté comme {0}. Ne continuez que si vous l’avez demandé et si cet appareil est devant vous.",
        OtherNumber = "Nombre affiché sur l’autre appareil",
        OtherWrong = "Ce n’est pas le nombre affiché. Recommencez sur l’autre appareil.",

        RecoveryTitle = "Codes de secours",
        RecoveryText = "Chacun confirme une fois votre identité quand vous n’avez rien d’autre sous la main.",
        RecoveryOnce = "Notez-les ou imprimez-les : ils ne sont affichés que cette fois.",
        RecoveryMake = "Créer des codes de secours",
        RecoveryLeft = "Codes restants : {0}",
        RecoveryReplaces = "Les codes précédents ne fonctionnent plus.",
        RecoveryUse = "Utiliser plutôt un code de secours",
        RecoveryLead = "Saisissez l’un des codes de secours que vous avez conservés.",
    };
}
