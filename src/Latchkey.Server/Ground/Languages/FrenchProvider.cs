namespace Latchkey.Server.Ground.Languages;

internal static class FrenchProvider
{
    public static readonly ProviderTexts Texts = new()
    {
        Providers = "Fournisseurs d’identité",
        Lead = "Où vos utilisateurs peuvent aussi se connecter : chacun est un bouton de la page de connexion.",
        Add = "Ajouter un fournisseur d’identité",
        None = "Aucun fournisseur d’identité",
        NoneMeans = "Les utilisateurs se connectent avec ce qu’ils ont ici. Ajoutez Google, Apple, Entra, un autre Latchkey ou tout fournisseur OpenID.",
        Kind = "Type",
        NameHint = "Le bouton porte ce nom.",
        Callback = "Où ils renvoient les utilisateurs",
        CallbackHint = "Saisissez cette adresse chez chaque fournisseur comme URI de redirection.",
        Issuer = "Émetteur",
        IssuerHint = "Son adresse, telle que ses jetons d’identité l’indiquent. Google et Apple "
            + "ont la leur ; pour Entra, utilisez celle de votre locataire.",
        ClientId = "ID client",
        ClientSecret = "Secret client",
        SecretKept = "Laissez vide pour conserver celui qui est enregistré.",
        ForApple = "Uniquement pour Apple",
        TeamId = "ID d’équipe",
        KeyId = "ID de clé",
        PrivateKey = "Clé privée",
        PrivateKeyHint = "Le texte du fichier .p8.",
        WhoGetsIn = "Qui peut entrer",
        Links = "Lier les comptes existants",
        LinksMeans = "Par une adresse e-mail vérifiée des deux côtés. Les administrateurs sont liés à la main.",
        Provisions = "Créer des comptes pour les nouveaux",
        ProvisionsMeans = "Si le fournisseur a vérifié leur adresse e-mail.",
        Trusts = "Accepter son second facteur",
        TrustsMeans = "Qui en a donné un là-bas n’est pas sollicité ici.",
        Keeps = "Conserver ses jetons",
        KeepsMeans = "Scellés, pour les programmes qui appellent le fournisseur au nom de quelqu’un.",
        EveryTenant = "Quiconque a un compte de ce type peut entrer. Utilisez l’émetteur de votre locataire pour n’admettre que les vôtres.",
        NobodyNew = "Personne n’entre sans être déjà venu : les comptes ne sont ni liés ni créés.",
        DeleteMeans = "Qui n’a ici ni mot de passe ni clé d’accès ne peut plus se connecter. Les comptes restent.",
        OtherOrg = "Un autre Latchkey, ou Okta",
        OtherOpenId = "Un autre fournisseur OpenID",
    };
}
