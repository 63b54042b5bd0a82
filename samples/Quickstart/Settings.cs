using System.Text.Json;
using Latchkey.Native;

/// <summary>What the sample is told: on the command line, or by the file <c>.latchkey/dev.json</c> that <c>latchkey dev</c> writes.</summary>
internal sealed record Settings
{
    public required Uri Issuer { get; init; }
    public required string ClientId { get; init; }
    public required RedirectTarget Redirect { get; init; }
    public RedirectTarget? Logout { get; init; }
    public required Uri Api { get; init; }
    public string? Data { get; init; }
    public bool Once { get; init; }
    public bool SignOut { get; init; }
    public bool Token { get; init; }
    public bool NoBrowser { get; init; }
    public bool OwnPages { get; init; }

    public const string Help = """
        Quickstart: signs you in with the system browser and calls a protected API.

          --dev-json FILE           read issuer, client and redirects from this file
                                    (default: .latchkey/dev.json here or in a folder above)
          --issuer URL --client-id ID [--redirect-uri URI] [--logout-uri URI]
                                    or say them yourself, as `latchkey apps create native` printed them
                                    (default: the loopback addresses that it registers)
          --redirect loopback|scheme  how the browser comes back (default: loopback)
          --api URL                 the protected API (or LATCHKEY_API; default: http://localhost:5080)
          --data DIR                where the sign-in is kept (or LATCHKEY_QUICKSTART_DATA)
          --no-browser              print the address instead of opening a browser
          --own-pages               draw the sign-in here instead (the app needs the grant interaction_code)
          --once                    sign in if needed, show who, call the API, exit
          --token                   print an access token and exit (sign in first)
          --sign-out                sign out of this app and exit
        """;

    public static Settings Read(string[] args)
    {
        var said = Options(args);
        var api = new Uri(said.GetValueOrDefault("api") ?? Environment.GetEnvironmentVariable("LATCHKEY_API") ?? "http://localhost:5080");
        var settings = said.ContainsKey("issuer") ? FromArguments(said, api) : FromDevJson(said, api);
        return settings with
        {
            Data = said.GetValueOrDefault("data") ?? Environment.GetEnvironmentVariable("LATCHKEY_QUICKSTART_DATA"),
            Once = said.ContainsKey("once"),
            SignOut = said.ContainsKey("sign-out"),
            Token = said.ContainsKey("token"),
            NoBrowser = said.ContainsKey("no-browser"),
            OwnPages = said.ContainsKey("own-pages"),
        };
    }

    /// <summary>The options that make another process of this program the same app.</summary>
    public IReadOnlyList<string> ToArguments() =>
    [
        "--issuer", Issuer.OriginalString, "--client-id", ClientId, "--redirect-uri", Redirect.ToString(), "--api", Api.OriginalString,
        .. Logout is null ? Array.Empty<string>() : ["--logout-uri", Logout.ToString()],
        .. Data is null ? Array.Empty<string>() : ["--data", Path.GetFullPath(Data)],
    ];

    private static Dictionary<string, string> Options(string[] args)
    {
        string[] switches = ["once", "sign-out", "token", "no-browser", "own-pages", "help"];
        string[] options = ["dev-json", "issuer", "client-id", "redirect-uri", "logout-uri", "redirect", "api", "data"];
        var said = new Dictionary<string, string>();
        for (var i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal)) continue;      // an address the system started us with
            var name = args[i][2..];
            if (switches.Contains(name)) said[name] = "";
            else if (options.Contains(name) && i + 1 < args.Length) said[name] = args[++i];
            else throw new SettingsException($"'{args[i]}' is not understood, or its value is missing.");
        }
        return said;
    }

    private static Settings FromArguments(Dictionary<string, string> said, Uri api) => new()
    {
        Issuer = new Uri(said["issuer"]),
        ClientId = said.GetValueOrDefault("client-id") ?? throw new SettingsException("--client-id is missing."),
        Redirect = said.TryGetValue("redirect-uri", out var redirect) ? RedirectTarget.Parse(redirect) : RedirectTarget.Loopback(),
        // What `latchkey apps create native` registers beside the loopback redirect.
        Logout = said.TryGetValue("logout-uri", out var logout) ? RedirectTarget.Parse(logout) : redirect is null ? RedirectTarget.Loopback("/") : null,
        Api = api,
    };

    private static Settings FromDevJson(Dictionary<string, string> said, Uri api)
    {
        var path = said.GetValueOrDefault("dev-json") ?? FindUpward(Path.Combine(".latchkey", "dev.json"))
            ?? throw new SettingsException("There is no .latchkey/dev.json here or above. Start `latchkey dev` first, or say --issuer and --client-id.");
        using var json = JsonDocument.Parse(File.ReadAllText(path));
        var native = json.RootElement.GetProperty("apps").GetProperty("native");
        var wantsScheme = said.GetValueOrDefault("redirect", "loopback") == "scheme";
        return new Settings
        {
            Issuer = new Uri(json.RootElement.GetProperty("issuer").GetString()!),
            ClientId = native.GetProperty("clientId").GetString()!,
            Redirect = Choose(native.GetProperty("redirectUris"), wantsScheme) ?? throw new SettingsException($"The app in {path} has no {(wantsScheme ? "custom scheme" : "loopback")} redirect."),
            Logout = Choose(native.GetProperty("postLogoutRedirectUris"), wantsScheme),
            Api = api,
        };
    }

    private static RedirectTarget? Choose(JsonElement uris, bool wantsScheme)
    {
        var chosen = uris.EnumerateArray().Select(u => RedirectTarget.Parse(u.GetString()!)).FirstOrDefault(t => t.IsLoopback != wantsScheme);
        // A loopback address may have any port (RFC 8252 §7.3), so a busy one does not matter; localhost is a name and is compared whole.
        return chosen is { IsLoopback: true, Address.HostNameType: UriHostNameType.IPv4 } ? RedirectTarget.Loopback(chosen.Address.AbsolutePath) : chosen;
    }

    private static string? FindUpward(string name)
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, name))) return Path.Combine(folder.FullName, name);
        return null;
    }
}

internal sealed class SettingsException(string message) : Exception(message);
