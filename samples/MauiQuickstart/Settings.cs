using Latchkey.Native;

namespace MauiQuickstart;

/// <summary>Yours to fill in.</summary>
public static class Settings
{
    /// <summary>The API that the app calls.</summary>
    public static Uri Api { get; } = new("https://api.example.com");

    /// <summary>What the browser comes back by; Info.plist names it too. Here the org's host back to front, which `latchkey apps create native` registers.</summary>
    public const string Scheme = "com.example.id";

    public static void Configure(LatchkeyOptions options)
    {
        options.Issuer = new Uri("https://id.example.com/oauth2/default");
        options.ClientId = "0oa…";                                          // your app's client id
        options.RedirectUri = RedirectTarget.Parse($"{Scheme}:/callback");
        options.PostLogoutRedirectUri = RedirectTarget.Parse($"{Scheme}:/");
        options.ApiOrigins = [Api];
    }
}
