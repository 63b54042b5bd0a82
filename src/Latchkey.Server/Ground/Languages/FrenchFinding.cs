namespace Latchkey.Server.Ground.Languages;

internal static class FrenchFinding
{
    public static readonly FindingTexts Texts = FindingTexts.English with
    {
        Find = "Rechercher applications, personnes, groupes",
        FindWhat = "Nom, e-mail ou identifiant",
        FindHint = "Essayez le début d’un nom, ou collez un identifiant : il y mène aussitôt.",
        Keyboard = "Raccourcis clavier",
        KeyboardLead = "Chaque page fonctionne avec Tab et Entrée. Voici des chemins plus courts.",
        KeySearch = "Rechercher partout",
        KeyThis = "Cet aperçu",
        KeyClose = "Fermer ce qui est ouvert",
        KeysOff = "Désactiver ces touches dans ce navigateur",
        KeysOffMeans = "Pour la saisie vocale, et pour les mains qui touchent des touches par accident.",
        StepsLead = "Trois étapes, et quelqu’un se sera connecté à une de vos applications.",
        StepPerson = "Ajouter une personne",
        StepPersonText = "Quelqu’un qui se connecte : un collègue, ou un second compte à vous pour essayer.",
        StepSignIn = "Se connecter à l’application",
        StepSignInText = "Son démarrage rapide contient la configuration pour votre plateforme, avec ses propres valeurs.",
        OpenQuickStart = "Ouvrir le démarrage rapide",
        Done = "Fait",
    };
}
