using Latchkey.Native;

// dotnet run                sign in, once
// dotnet run -- call        call the API
// dotnet run -- sign-out    sign out
var api = new Uri("http://localhost:5080");

await using var auth = new LatchkeyClient(new LatchkeyOptions
{
    Issuer = new Uri("https://id.example.com/oauth2/default"),
    ClientId = "0oa-client-id",
    RedirectUri = RedirectTarget.Loopback(),                       // http://127.0.0.1/callback, at any port
    PostLogoutRedirectUri = RedirectTarget.Loopback("/"),
    OnNoBrowser = address => Console.WriteLine($"Open this address: {address.AbsoluteUri}"),
    OnWarning = Console.Error.WriteLine,
});
using var http = new HttpClient(LatchkeyTokenHandler.WithConnection(auth, api)) { BaseAddress = api };

try
{
    var session = await auth.GetSessionAsync();                    // reads the store: works offline
    if (args.Contains("sign-out"))
    {
        if (session is not null) await session.SignOutAsync();
        Console.WriteLine("Signed out.");
        return 0;
    }

    session ??= await auth.SignInAsync();
    Console.WriteLine($"Hello, {session.User.Name}");
    if (args.Contains("call")) Console.WriteLine(await http.GetStringAsync("whoami"));
    return 0;
}
catch (SignInException e)
{
    Console.Error.WriteLine($"{e.Message} {e.Hint}");
    return 1;
}
catch (HttpRequestException e)
{
    Console.Error.WriteLine($"{api}: {e.Message}");
    return 1;
}
