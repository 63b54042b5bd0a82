using Latchkey.Native;
using Latchkey.Stubs.Apple;

namespace MauiQuickstart;

/// <summary>The sample's settings, told by the test.</summary>
public static class Settings
{
    public static Uri Api => (Uri)AppleProcess.Current.Phone.Settings["api"];

    public static void Configure(LatchkeyOptions options)
    {
        var said = AppleProcess.Current.Phone.Settings;
        options.Issuer = (Uri)said["issuer"];
        options.ClientId = (string)said["clientId"];
        options.RedirectUri = RedirectTarget.Parse((string)said["redirect"]);
        options.PostLogoutRedirectUri = RedirectTarget.Parse((string)said["logout"]);
        options.ApiOrigins = [Api];
        options.HttpHandler = AppleProcess.Current.Network((HttpMessageHandler)said["network"]);
        options.Clock = (TimeProvider)said["clock"];
        if (said.TryGetValue("lockAfter", out var lockAfter))
            options.Unlock = new UnlockOptions
            {
                Reason = "Unlock your orders", LockAfter = (TimeSpan)lockAfter, AllowPasscode = said.ContainsKey("takesCode"), ProofKeyFor = said.GetValueOrDefault("proofKeyFor") as TimeSpan?,
            };
    }
}
