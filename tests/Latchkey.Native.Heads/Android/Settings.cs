using Latchkey.Native;
using Latchkey.Stubs.Android;

namespace MauiQuickstart;

/// <summary>The sample's settings, told by the test.</summary>
public static class Settings
{
    public const string Scheme = "com.example.quickstart";

    public static Uri Api => (Uri)AndroidProcess.Current.Phone.Settings["api"];

    public static void Configure(LatchkeyOptions options)
    {
        var said = AndroidProcess.Current.Phone.Settings;
        options.Issuer = (Uri)said["issuer"];
        options.ClientId = (string)said["clientId"];
        options.RedirectUri = RedirectTarget.Parse((string)said["redirect"]);
        options.PostLogoutRedirectUri = RedirectTarget.Parse((string)said["logout"]);
        options.ApiOrigins = [Api];
        options.HttpHandler = AndroidProcess.Current.Network((HttpMessageHandler)said["network"]);
        options.Clock = (TimeProvider)said["clock"];
        if (said.TryGetValue("lockAfter", out var lockAfter))
            options.Unlock = new UnlockOptions
            {
                Reason = "Unlock your orders", LockAfter = (TimeSpan)lockAfter, AllowPasscode = said.ContainsKey("takesCode"), ProofKeyFor = said.GetValueOrDefault("proofKeyFor") as TimeSpan?,
            };
    }
}
