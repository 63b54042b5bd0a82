using Latchkey.Server.Entrance.Development;


namespace Latchkey.Cli.Apps;

/// <summary>Where an app gets people back after signing in and out, exactly as they were typed. Contract §5.5.</summary>
public sealed record RedirectUris(IReadOnlyList<string> SignIn, IReadOnlyList<string> SignOut)
{
    private const string LocalCallback = "http://localhost:8080/callback";

    /// <summary>Of a native app, at any port: RFC 8252 §7.3. What Latchkey.Native takes unless it is told otherwise.</summary>
    private const string LoopbackCallback = "http://127.0.0.1/callback";

    public static readonly RedirectUris None = new([], []);

    public static RedirectUris Ask(Terminal terminal, AppTemplate template, Uri org, string? signIn, string? signOut)
    {
        if (!template.HasRedirects) return None;

        var common = Common(template, org);
        var examples = string.Concat(common.Select(example => $" {example.Name} - {example.Uri}\n"));
        // A native app gets both: its scheme for phones, the loopback address for desktops, where a scheme has to be registered first.
        var fallback = template == AppTemplate.Native ? string.Join(',', common.Select(example => example.Uri)) : LocalCallback;
        var accepted = Given(signIn
            ?? terminal.Ask.TextOr(fallback, $"Redirect URI\nCommon defaults:\n{examples}Enter your Redirect URI(s)", "Give it with --redirect-uri."));

        // Who gives the one as an option is not asked for the other. A page that signs out with okta-auth-js sends its origin alone.
        var root = template == AppTemplate.Spa ? string.Join(',', PageRoots(accepted))
            : template == AppTemplate.Native ? string.Join(',', accepted.Select(Root).Distinct()) : Root(accepted[0]);
        var left = signOut ?? (signIn is null ? terminal.Ask.TextOr(root, "Enter your Post Logout Redirect URI(s)", "Give it with --post-logout-redirect-uri.")
            : root);
        return new RedirectUris(accepted, Given(left));
    }

    /// <summary>The scheme of a native app: the org's host the other way round, as in com.example.id.</summary>
    public static string ReversedDomain(Uri org) => DevSeed.ReversedHost(org);

    /// <summary>The URI resolved against "/".</summary>
    public static string Root(string uri)
    {
        var afterScheme = uri.IndexOf(':', StringComparison.Ordinal) + 1;
        if (afterScheme == 0) return uri;
        var authority = uri[afterScheme..].StartsWith("//", StringComparison.Ordinal) ? afterScheme + 2 : afterScheme;
        var end = authority == afterScheme ? -1 : uri.IndexOfAny(['/', '?', '#'], authority);
        return (authority == afterScheme ? uri[..afterScheme] : end < 0 ? uri : uri[..end]) + "/";
    }

    private static IEnumerable<string> PageRoots(string[] uris)
    {
        var roots = uris.Select(Root).Distinct().ToArray();
        return [.. roots, .. roots.Where(IsWeb).Select(root => root.TrimEnd('/'))];
    }

    private static bool IsWeb(string uri) => uri.StartsWith("http", StringComparison.OrdinalIgnoreCase);

    /// <summary>The origins a browser app calls from.</summary>
    public IEnumerable<string> Origins() => SignIn.Where(IsWeb).Select(uri => Root(uri).TrimEnd('/')).Distinct();

    private static string[] Given(string text) =>
        Split(text) is { Length: > 0 } uris ? uris : throw new CommandException("At least one redirect URI is needed.");

    /// <summary>A list as it is typed: commas between, and brackets around it if somebody likes them.</summary>
    public static string[] Split(string text)
    {
        var list = text.Trim();
        if (list.StartsWith('[')) list = list[1..];
        if (list.EndsWith(']')) list = list[..^1];
        return list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    private static (string Name, string Uri)[] Common(AppTemplate template, Uri org) => template.Name switch
    {
        "native" => [("Reverse Domain name", $"{ReversedDomain(org)}:/callback"), ("Loopback, for desktops", LoopbackCallback)],
        "spa" => [("/callback", LocalCallback)],
        _ =>
        [
            ("ASP.NET Core", "http://localhost:5000/signin-oidc"),
            ("Spring Security", "http://localhost:8080/login/oauth2/code/okta"),
            ("JHipster", "http://localhost:8080/login/oauth2/code/oidc"),
            ("Quarkus", LocalCallback),
        ],
    };
}
