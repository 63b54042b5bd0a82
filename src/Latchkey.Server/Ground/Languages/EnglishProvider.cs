namespace Latchkey.Server.Ground.Languages;

internal static class EnglishProvider
{
    public static readonly ProviderTexts Texts = new()
    {
        Providers = "Identity Providers",
        Lead = "Where else your people can sign in: each is a button on the sign-in page.",
        Add = "Add identity provider",
        None = "No identity providers",
        NoneMeans = "People sign in with what they have here. Add Google, Apple, Entra, another Latchkey, or any OpenID provider.",
        Kind = "Kind",
        NameHint = "The button says \"Sign in with\" and this name.",
        Callback = "Where they send people back to",
        CallbackHint = "Enter this address at each provider, as a redirect URI.",
        Issuer = "Issuer",
        IssuerHint = "Its address, as its ID tokens say it. Google and Apple have one of their own; for Entra use that of your tenant.",
        ClientId = "Client ID",
        ClientSecret = "Client secret",
        SecretKept = "Leave it empty to keep the one that is stored.",
        ForApple = "Only for Apple",
        TeamId = "Team ID",
        KeyId = "Key ID",
        PrivateKey = "Private key",
        PrivateKeyHint = "The text of the .p8 file.",
        WhoGetsIn = "Who gets in",
        Links = "Link accounts that are here",
        LinksMeans = "By an email address that both sides have verified. Administrators are linked by hand.",
        Provisions = "Make accounts for new people",
        ProvisionsMeans = "If the provider has verified their email address.",
        Trusts = "Accept its second factor",
        TrustsMeans = "Whoever gave one there is not asked for one here.",
        Keeps = "Keep its tokens",
        KeepsMeans = "Sealed, for programs that call the provider for a person.",
        EveryTenant = "Everybody with an account of this kind gets in. Use the issuer of your own tenant to let in your own people.",
        NobodyNew = "Nobody gets in who has not been before: accounts are neither linked nor made.",
        DeleteMeans = "Whoever has no password or passkey here can no longer sign in. Their accounts stay.",
        OtherOrg = "Another Latchkey, or Okta",
        OtherOpenId = "Another OpenID provider",
    };
}
