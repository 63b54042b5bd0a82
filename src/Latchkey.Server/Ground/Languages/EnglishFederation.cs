namespace Latchkey.Server.Ground.Languages;

internal static class EnglishFederation
{
    public static readonly FederationTexts Texts = new()
    {
        SignInWith = "Sign in with {0}",
        Failed = "The answer of the other provider could not be used. Try again, or sign in another way.",
        Refused = "You were not signed in there. Try again, or sign in another way.",
        Unknown = "No account here goes with that one. Sign in another way, or ask your administrator.",
        Away = "The other provider cannot be reached right now. Try again, or sign in another way.",
    };
}
