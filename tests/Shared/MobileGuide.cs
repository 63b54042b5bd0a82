using System.Text.RegularExpressions;

namespace Latchkey.Tests.Shared;

/// <summary>docs/guide/sign-in-mobile.md, and the values that it tells the reader of each stack to write down.</summary>
internal static partial class MobileGuide
{
    public const string Path = "docs/guide/sign-in-mobile.md";
    public const string Maui = ".NET MAUI";
    public const string Net = ".NET for Android and iOS";

    public static string Text { get; } = File.ReadAllText(System.IO.Path.Combine(Repository.Root, Path));

    /// <summary>Its pieces of code: of which step, for which stack ("" for every one), in which language.</summary>
    public static IReadOnlyList<(string Step, string Stack, string Language, string Code)> Pieces { get; } = [.. Read()];

    public static IEnumerable<string> Stacks => Summary().Matches(Text).Select(stack => stack.Groups[1].Value).Distinct();

    /// <summary>The steps in their order.</summary>
    public static IEnumerable<string> Steps => Step().Matches(Text).Select(step => step.Groups[1].Value);

    /// <summary>What is typed, in its order: the lines of blocks that a test types.</summary>
    public static IEnumerable<string> Typed => Pieces.Where(piece => piece.Language == "console").SelectMany(piece => piece.Code.Split('\n')).Where(line => line.StartsWith("$ ", StringComparison.Ordinal)).Select(line => line[2..]);

    /// <summary>What is typed in another guide.</summary>
    public static IEnumerable<string> TypedIn(string guide) =>
        Regex.Matches(File.ReadAllText(System.IO.Path.Combine(Repository.Root, guide)), "^```console\\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)
            .SelectMany(block => block.Groups[1].Value.Split('\n')).Where(line => line.StartsWith("$ ", StringComparison.Ordinal)).Select(line => line[2..]);

    /// <summary>What is clicked in the Admin Console, and what is typed there, in the order of the guide's list.</summary>
    public static IEnumerable<(string Label, string? Typed)> Clicked
    {
        get
        {
            // Pictures stand between its points.
            var points = Regex.Matches(Text.Split("**Or in the Admin Console**")[1].Split("\n## ")[0], @"^\d+\. .*$", RegexOptions.Multiline);
            return Regex.Matches(string.Join('\n', points), @"\*\*([^*]+)\*\*(?: `([^`]+)`)?").Select(step => (step.Groups[1].Value, step.Groups[2].Success ? step.Groups[2].Value : null));
        }
    }

    /// <summary>What a person of that stack wrote into the app.</summary>
    public static Values Of(string stack, string? language = null)
    {
        var code = string.Join('\n', Pieces.Where(piece => piece.Stack == stack && (language is null || piece.Language == language)).Select(piece => piece.Code));
        return stack switch
        {
            Maui => new(One(code, @"Issuer = new Uri\(""([^""]+)"), One(code, @"ClientId = ""([^""]+)"), One(code, @"RedirectUri = RedirectTarget.SchemeOnPhones\(""([^""]+)""\)") + ":/callback",
                Logout(code), ListOf(code), One(code, @"DataScheme = ""([^""]+)")),
            "Kotlin" => new(One(code, @"issuer = ""([^""]+)"), One(code, @"clientId = ""([^""]+)"), One(code, @"login\(this, ""([^""]+)"), One(code, @"logoutOfBrowser\(this, ""([^""]+)"),
                One(code, @"defaultScope = ""([^""]+)"), One(code, @"webAuthenticationRedirectScheme""\] = ""([^""]+)")),
            "Swift" => new(Plist(code, "issuer_url"), Plist(code, "client_id"), Plist(code, "redirect_uri"), Plist(code, "logout_redirect_uri"), Plist(code, "scope"), null),
            "React Native" => new(One(code, "discoveryUri: '([^']+)"), One(code, "clientId: '([^']+)"), One(code, @"\bredirectUri: '([^']+)"), One(code, "endSessionRedirectUri: '([^']+)"),
                ListOf(code), One(code, @"appAuthRedirectScheme: ""([^""]+)")),
            "AppAuth" when language == "kotlin" => new(One(code, @"issuer: Uri = Uri.parse\(""([^""]+)"), One(code, @"clientId = ""([^""]+)"), One(code, @"redirect: Uri = Uri.parse\(""([^""]+)"),
                One(code, @"afterLogout: Uri = Uri.parse\(""([^""]+)"), One(code, @"scopes = ""([^""]+)"), One(code, @"appAuthRedirectScheme""\] = ""([^""]+)")),
            "AppAuth" => new(One(code, @"issuer = URL\(string: ""([^""]+)"), One(code, @"clientID = ""([^""]+)"), One(code, @"redirect = URL\(string: ""([^""]+)"),
                One(code, @"afterLogout = URL\(string: ""([^""]+)"), ListOf(code), null),
            _ => throw new ArgumentOutOfRangeException(nameof(stack), stack, "not in the guide"),
        };
    }

    private static string Logout(string code)
    {
        var both = Regex.Match(code, @"PostLogoutRedirectUri = RedirectTarget.SchemeOnPhones\(""([^""]+)"", ""([^""]+)""\)");
        return $"{both.Groups[1].Value}:{both.Groups[2].Value}";
    }

    private static string Plist(string code, string key) => One(code, $@"<key>{key}</key>\s*<string>([^<]+)</string>");

    private static string ListOf(string code) => string.Join(' ', Regex.Matches(One(code, @"[Ss]copes(?:: | = )\[([^\]]+)\]"), @"[\w:]+").Select(scope => scope.Value));

    private static string One(string code, string pattern) => Regex.Match(code, pattern) is { Success: true } found ? found.Groups[1].Value : throw new InvalidDataException($"The guide has nothing like {pattern}.");

    private static IEnumerable<(string, string, string, string)> Read()
    {
        var (step, stack, language) = ("", "", (string?)null);
        List<string> code = [];
        foreach (var line in Text.Split('\n'))
        {
            if (language is not null && line != "```") code.Add(line);
            else if (language is not null)
            {
                yield return (step, stack, language, string.Join('\n', code));
                (language, code) = (null, []);
            }
            else if (line.StartsWith("```", StringComparison.Ordinal)) language = line[3..];
            else if (line.StartsWith("## ", StringComparison.Ordinal)) step = line[3..];
            else if (line == "</details>") stack = "";
            else if (Summary().Match(line) is { Success: true } opened) stack = opened.Groups[1].Value;
        }
    }

    [GeneratedRegex("<summary><b>(.+)</b></summary>")]
    private static partial Regex Summary();

    [GeneratedRegex(@"^## (\d+\. .+)$", RegexOptions.Multiline)]
    private static partial Regex Step();

    /// <summary>What the app is told.</summary>
    /// <param name="Scheme">What the phone is told to hand to the app, where it has to be told.</param>
    public sealed record Values(string Issuer, string ClientId, string Redirect, string AfterLogout, string Scopes, string? Scheme);
}
