namespace Latchkey.Server.Ground.Languages;

internal static class FrenchTrying
{
    public static readonly TryingTexts Texts = TryingTexts.English with
    {
        TryIt = "Essayer",
        Ask = "Demander",
        AskMeans = "Là où l’application enverrait le navigateur. Ouvrez et connectez-vous.",
        OpenIt = "Ouvrir dans un nouvel onglet",
        Change = "Modifier la demande",
        Answer = "La réponse",
        AnswerMeans = "Là où le navigateur a été envoyé : copiez l’adresse, même si rien n’a pu s’y afficher.",
        AddressOfAnswer = "Adresse de la réponse",
        ReadIt = "Lire",
        NoAnswer = "n’a pas de paramètres : copiez toute l’adresse",
        OtherState = "répond à une autre demande : son state diffère",
        NoCode = "n’a pas de code",
        Redeem = "Échanger le code",
        RedeemMeans = "Le point de terminaison répond lui-même, dans un nouvel onglet. Un code vaut une fois, une minute.",
        SecretMeans = "Il va de votre navigateur au point de terminaison et n’est gardé nulle part.",
        SendIt = "Envoyer",
        Tokens = "Les jetons",
        TokensMean = "Collez la réponse, ou un jeton, et lisez ce qu’il dit. Rien n’est gardé.",
        AnswerOfServer = "Réponse du point de terminaison",
        NoTokens = "n’est ni une réponse ni un jeton",
        NotForThis = "Personne ne se connecte à cette application",
        NotForThisMeans = "Elle n’a pas d’URI de redirection. Un service obtient lui-même ses jetons : voyez son démarrage rapide.",

        Mobile = "Mobile",
        AndroidPrograms = "Programmes Android",
        AndroidHint = "Un par ligne : le paquet, une espace et le SHA-256 de son certificat de signature.",
        ApplePrograms = "Programmes Apple",
        AppleHint = "Un par ligne : l’équipe, un point et l’ID de lot.",
        IsServed = "Servi et correct",
        NotServed = "Ne nomme pas cette application",
        AskAsPhone = "Les demander comme un téléphone",
        NotReached = "Introuvable à cette adresse",
    };
}
