using Latchkey.Native;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Browser.Tests.Guide;

/// <summary>The code of README.md and of the native package's readme, compiled. <see cref="GuideTests"/> holds them together.</summary>
internal static class Readmes
{
    public static async Task App(string issuer, string clientId)
    {
        await using var auth = new LatchkeyClient(new LatchkeyOptions { Issuer = new(issuer), ClientId = clientId });
        var session = await auth.GetSessionAsync() ?? await auth.SignInAsync();
        Console.WriteLine($"Hello, {session.User.Name}");
    }

    public static void Api(WebApplicationBuilder builder, WebApplication app, string issuer, string audience, string[] orders)
    {
        builder.Services.AddLatchkey(issuer, audience);
        app.MapGet("/orders", () => orders).RequireScope("orders:read");
    }

    public static async Task NativePackage()
    {
        await using var auth = new LatchkeyClient(new LatchkeyOptions
        {
            Issuer = new Uri("https://id.example.com/oauth2/default"),
            ClientId = "0oa…",
        });
        var session = await auth.GetSessionAsync() ?? await auth.SignInAsync();
        using var api = new HttpClient(LatchkeyTokenHandler.WithConnection(auth, new Uri("https://api.example.com")));
        Console.WriteLine($"{session.User.Name}: {await api.GetStringAsync("https://api.example.com/orders")}");
    }

    public static async Task<string> Siblings(LatchkeyClient auth)
    {
        var session = await auth.GetSessionAsync() ?? await auth.SignInWithDeviceSecretAsync() ?? await auth.SignInAsync();
        return session.User.Name ?? "";
    }
}
