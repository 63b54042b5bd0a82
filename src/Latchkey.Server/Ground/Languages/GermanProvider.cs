namespace Latchkey.Server.Ground.Languages;

internal static class GermanProvider
{
    public static readonly ProviderTexts Texts = new()
    {
        Providers = "Identitätsanbieter",
        Lead = "Wo Ihre Leute sich sonst noch anmelden können: jeder ist eine Schaltfläche auf der Anmeldeseite.",
        Add = "Identitätsanbieter hinzufügen",
        None = "Keine Identitätsanbieter",
        NoneMeans = "Die Leute melden sich mit dem an, was sie hier haben. Fügen Sie Google, Apple, "
            + "Entra, ein anderes Latchkey oder einen beliebigen OpenID-Anbieter hinzu.",
        Kind = "Art",
        NameHint = "Auf der Schaltfläche steht dieser Name.",
        Callback = "Wohin sie die Leute zurückschicken",
        CallbackHint = "Tragen Sie diese Adresse bei jedem Anbieter als Umleitungsadresse ein.",
        Issuer = "Aussteller",
        IssuerHint = "Seine Adresse, wie seine ID-Tokens sie nennen. Google und Apple haben eine eigene; bei Entra ist es die Ihres Mandanten.",
        ClientId = "Client-ID",
        ClientSecret = "Client-Geheimnis",
        SecretKept = "Leer lassen, um das gespeicherte zu behalten.",
        ForApple = "Nur für Apple",
        TeamId = "Team-ID",
        KeyId = "Schlüssel-ID",
        PrivateKey = "Privater Schlüssel",
        PrivateKeyHint = "Der Text der .p8-Datei.",
        WhoGetsIn = "Wer hereinkommt",
        Links = "Vorhandene Konten verknüpfen",
        LinksMeans = "Über eine E-Mail-Adresse, die beide Seiten bestätigt haben. Administratoren werden von Hand verknüpft.",
        Provisions = "Konten für neue Leute anlegen",
        ProvisionsMeans = "Wenn der Anbieter ihre E-Mail-Adresse bestätigt hat.",
        Trusts = "Seinen zweiten Faktor gelten lassen",
        TrustsMeans = "Wer dort einen angegeben hat, wird hier nicht danach gefragt.",
        Keeps = "Seine Tokens aufbewahren",
        KeepsMeans = "Versiegelt, für Programme, die den Anbieter für jemanden aufrufen.",
        EveryTenant = "Jeder mit einem Konto dieser Art kommt herein. Mit dem Aussteller Ihres eigenen Mandanten sind es nur Ihre Leute.",
        NobodyNew = "Niemand kommt herein, der nicht schon da war: Konten werden weder verknüpft noch angelegt.",
        DeleteMeans = "Wer hier weder Passwort noch Passkey hat, kann sich nicht mehr anmelden. Die Konten bleiben.",
        OtherOrg = "Ein anderes Latchkey oder Okta",
        OtherOpenId = "Ein anderer OpenID-Anbieter",
    };
}
