using Latchkey.Native;

namespace MauiQuickstart;

/// <summary>Yours to fill in.</summary>
public static class Settings
{
    /// <summary>The API that the app calls.</summary>
    public static Uri Api { get; } = new("https://api.example.com");

    public static void Configure(LatchkeyOptions options)
    {
        options.Issuer = new Uri("https://id.example.com/oauth2/default");
        options.ClientId = "0oa…";                                          // your app's client id
        options.RedirectUri = RedirectTarget.SchemeOnPhones("com.example.quickstart");
        options.PostLogoutRedirectUri = RedirectTarget.SchemeOnPhones("com.example.quickstart", "/logout");
        options.ApiOrigins = [Api];
    }
}
