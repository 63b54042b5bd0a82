using Latchkey.Native;

namespace Quickstart;

public static class Settings
{
    public static Uri Api { get; } = new("https://api.example.com/");

    public static void Configure(LatchkeyOptions options)
    {
        options.Issuer = new Uri("https://localhost:8080/oauth2/default");
        options.ClientId = "0oa…";
        options.RedirectUri = RedirectTarget.SchemeOnPhones("com.example.quickstart");
        options.PostLogoutRedirectUri = RedirectTarget.SchemeOnPhones("com.example.quickstart", "/logout");
        options.Scopes = ["openid", "profile", "email", "offline_access"];
        options.ApiOrigins = [Api];
    }
}
