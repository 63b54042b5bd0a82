namespace Latchkey.Server.Ground.Languages;

internal static class FrenchMailed
{
    public static readonly MailedTexts Texts = MailedTexts.English with
    {
        RecoveryCode = "voici votre code pour accéder de nouveau à votre compte chez {0} :",
        UnlockSubject = "Débloquez votre compte chez {0}",
        UnlockText = "votre compte {1} chez {0} est bloqué. Ce lien le débloque :",
        UnlockButton = "Débloquer le compte",
        UnlockMeans = "Le mot de passe reste le même, et cela ne vous connecte pas.",
        Unlocked = "Votre compte est débloqué.",
        SignUpSubject = "Terminez votre compte chez {0}",
        SignUpText = "Ce lien termine la création de votre compte chez {0}. La page vous demande le mot de passe que vous venez de choisir.",
        SignUpPassword = "Le compte est alors terminé. Saisissez le mot de passe que vous avez choisi pour lui.",
        SignUpWrong = "Ce n’est pas le mot de passe que vous avez choisi. Après cinq erreurs, recommencez depuis le début.",
        SignUpReady = "Votre compte est prêt.",
        LockedOut = "Ce compte est verrouillé après trop de mots de passe erronés.",
        AnswerWrong = "Ce n’est pas la réponse. Après cinq erreurs dans la journée, réessayez demain.",
        LinkToo = "Ou ouvrez ce lien, ici ou sur un autre appareil :",
        LinkButton = "Oui, c’est moi",
        LinkTitle = "Est-ce vous qui avez commencé ?",
        LinkText = "Cela indique que vous pouvez lire les e-mails de {0}. Ne continuez que si vous venez de commencer vous-même.",
        LinkNumber = "Nombre affiché sur la page où vous avez commencé",
        LinkWrong = "Ce n’est pas le bon nombre. Demandez un nouvel e-mail là où vous avez commencé.",
        LinkWaiting = "Vous pouvez aussi ouvrir le lien de l’e-mail. Dans un autre navigateur, il demande ce nombre :",
        LinkCheck = "J’ai ouvert le lien",
        LinkOpened = "Vous avez ouvert le lien.",
        FirstUse = "Recevoir un code par e-mail",
        FirstSent = "Si {0} a un compte ici, un e-mail avec un code à 8 chiffres est en route.",
        FirstPassword = "Utiliser le mot de passe",
        AdminLocked = "Le compte {0} chez {1} a été bloqué",
        AdminReported = "{0} signale une modification de son compte chez {1} dont l’auteur est quelqu’un d’autre",
        AdminDeactivated = "Le compte {0} chez {1} a été désactivé",
        AdminWhy = "Vous administrez {0} et avez demandé à en être informé.",
        AdminOpen = "Ouvrir dans la console",
    };
}
