using System.Security.Claims;
using Latchkey.Native;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Browser.Tests.Guide;

/// <summary>The code of docs/guide/sign-in-native.md, compiled. <see cref="GuideTests"/> holds the two together.</summary>
internal static class SignInNative
{
    public static async Task App(string[] args)
    {
        await using var auth = new LatchkeyClient(new LatchkeyOptions
        {
            Issuer = new Uri("http://dev-1234567.localhost:8080/oauth2/default"),
            ClientId = "0oa…",
            RedirectUri = RedirectTarget.Scheme("localhost.dev-1234567"),
            PostLogoutRedirectUri = RedirectTarget.Scheme("localhost.dev-1234567", "/"),
            Scopes = ["openid", "profile", "email", "offline_access"],
            OnNoBrowser = address => Console.WriteLine($"Open this address: {address.AbsoluteUri}"),
            OnWarning = Console.Error.WriteLine,
        });

        if (await auth.ForwardActivationAsync(args)) return;

        SchemeRegistration.Register(RedirectTarget.Scheme("localhost.dev-1234567"), "My app");

        await Open(auth);
        await Start(auth);
    }

    private static async Task Open(LatchkeyClient auth)
    {
        try
        {
            var session = await auth.SignInAsync();
            Console.WriteLine($"Hello, {session.User.Name}");
        }
        catch (SignInException e) when (e.Kind is SignInErrorKind.Cancelled or SignInErrorKind.TimedOut)
        {
            Console.WriteLine("You did not sign in.");
        }
    }

    private static async Task Start(LatchkeyClient auth)
    {
        var session = await auth.GetSessionAsync() ?? await auth.SignInAsync();

        Console.WriteLine($"{session.User.Name} signs in as {session.User.PreferredUserName}");
        foreach (var (name, value) in session.User.Claims) Console.WriteLine($"  {name}: {value}");

        var fresh = await session.GetUserInfoAsync();
        Console.WriteLine(fresh.Email);

        session.Changed += (_, happened) =>
        {
            if (happened.Change == SessionChange.Expired) ShowSignIn();
        };

        using var http = new HttpClient(LatchkeyTokenHandler.WithConnection(auth, new Uri("http://localhost:5080")));
        var orders = await http.GetStringAsync("http://localhost:5080/orders");
        Console.WriteLine(orders);

        await session.SignOutAsync(SignOutReach.AppAndBrowser);
    }

    public static async Task Whole(string[] args)
    {
        await using var auth = new LatchkeyClient(new LatchkeyOptions
        {
            Issuer = new Uri("http://dev-1234567.localhost:8080/oauth2/default"),
            ClientId = "0oa…",
            RedirectUri = RedirectTarget.Loopback(),
            PostLogoutRedirectUri = RedirectTarget.Loopback("/"),
            OnNoBrowser = address => Console.WriteLine($"Open this address: {address.AbsoluteUri}"),
            OnWarning = Console.Error.WriteLine,
        });
        try
        {
            var session = await auth.GetSessionAsync() ?? await auth.SignInAsync();
            Console.WriteLine($"Hello, {session.User.Name}");
            if (args.Contains("--sign-out")) await session.SignOutAsync(SignOutReach.AppAndBrowser);
        }
        catch (SignInException e)
        {
            Console.Error.WriteLine($"{e.Kind}: {e.Message} {e.Hint}");
        }
    }

    public static void Api(WebApplicationBuilder builder)
    {
        builder.Services.AddLatchkey("http://dev-1234567.localhost:8080/oauth2/default", "api://default");

        var app = builder.Build();
        app.MapGet("/orders", (ClaimsPrincipal caller) => $"The orders of {caller.FindFirstValue("sub")}").RequireAuthorization();
        app.MapGet("/warehouse", () => "Everybody's orders").RequireScope("orders:read");
    }

    private static void ShowSignIn() => Console.WriteLine("Please sign in again.");
}
