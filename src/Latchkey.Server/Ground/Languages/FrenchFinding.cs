namespace Latchkey.Server.Ground.Languages;

internal static class FrenchFinding
{
    public static readonly FindingTexts Texts = FindingTexts.English with
    {
        Find = "Rechercher des applications, personnes, groupes",
        FindWhat = "Nom, e-mail ou ID",
        FindHint = "Essayez le début d’un nom, ou collez un ID : il y mène directement.",

        Keyboard = "Raccourcis clavier",
        KeyboardLead = "Toutes les pages fonctionnent avec Tab et Entrée. Voici des chemins plus courts.",
        KeySearch = "Rechercher partout",
        KeyThis = "Cet aperçu",
        KeyClose = "Fermer ce qui est ouvert",
        KeysOff = "Désactiver ces touches dans ce navigateur",
        KeysOffMeans = "Pour la saisie vocale et pour les mains qui touchent des touches par accident.",

        StepsLead = "Trois étapes, et quelqu’un se sera connecté à l’une de vos applications.",
        StepPerson = "Ajouter une personne",
        StepPersonText = "Quelqu’un qui se connecte : un collègue, ou un second compte à vous pour faire des essais.",
        StepSignIn = "Se connecter à l’application",
        StepSignInText = "Son Démarrage rapide contient la configuration pour votre plateforme, avec ses propres valeurs déjà remplies.",
        OpenQuickStart = "Ouvrir le Démarrage rapide",
        Done = "Fait",
    };
}
