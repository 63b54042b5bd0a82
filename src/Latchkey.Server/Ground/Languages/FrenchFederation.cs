namespace Latchkey.Server.Ground.Languages;

internal static class FrenchFederation
{
    public static readonly FederationTexts Texts = new()
    {
        SignInWith = "Se connecter avec {0}",
        Failed = "La réponse de l’autre fournisseur n’a pas pu être utilisée. Réessayez ou connectez-vous autrement.",
        Refused = "Vous n’y avez pas été connecté. Réessayez ou connectez-vous autrement.",
        Unknown = "Aucun compte ici ne correspond à celui-là. Connectez-vous autrement ou demandez à votre administrateur.",
        Away = "L’autre fournisseur est injoignable pour le moment. Réessayez ou connectez-vous autrement.",
    };
}
