using System;
using System.Threading.Tasks;
using Foundation;
using Latchkey.Native;

namespace Readme;

/// <summary>The code for Apple's systems of the native package's readme, and that for every page.</summary>
public static class App
{
    public static LatchkeyClient Auth { get; } = new(new LatchkeyOptions
    {
        Issuer = new Uri("https://id.example.com/oauth2/default"),
        ClientId = "0oa…",
        RedirectUri = RedirectTarget.Scheme("com.example.app"),
    }.UseApple());

    public static bool Continue(NSUserActivity userActivity) => AppleLatchkey.Receive(userActivity.WebPageUrl);

    public static async Task<LatchkeySession?> Page(LatchkeyClient auth)
    {
        var session = await auth.TryFinishSignInAsync() ?? await auth.GetSessionAsync();
        return session;
    }
}
