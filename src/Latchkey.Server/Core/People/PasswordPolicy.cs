using System.Text.Json.Nodes;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.People;

/// <summary>What a new password must have. Contract §3.9, PASSWORD.</summary>
internal static class PasswordPolicy
{
    private const int ShortestPart = 4;

    /// <summary>Some millions of guesses: with fewer, whoever has a list of passwords, names and words is soon through.</summary>
    private const double FewestBits = 24;

    /// <summary>What is looked at for words: looking takes longer than in proportion.</summary>
    private const int MostLookedAt = 64;

    /// <summary>Every rule the password breaks, in the order people are told them; empty when it will do.</summary>
    /// <param name="typed">The password.</param>
    /// <param name="login">Whose.</param>
    /// <param name="known">What else anybody would try first: the person's names, the organization's.</param>
    public static IReadOnlyList<PasswordRule> Broken(string typed, string login, params IEnumerable<string?> known) =>
        Broken(PasswordSettings.Default, typed, login, [], known);

    /// <summary>The same by a policy, with what is known of the person and their organization.</summary>
    public static IReadOnlyList<PasswordRule> Broken(PasswordSettings settings, string typed, JsonObject profile, Org org) =>
        Broken(settings, typed, Text(profile, "login") ?? "", settings.ExcludedAttributes.Select(attribute => Text(profile, attribute)), Known(profile, org));

    private static IReadOnlyList<PasswordRule> Broken(PasswordSettings settings, string typed, string login, IEnumerable<string?> names,
        IEnumerable<string?> known)
    {
        if (OpaqueString.Of(typed) is not { } password || password.Any(char.IsControl)) return [PasswordRule.Characters];
        if (password.Length > PasswordHashing.MaxLength) return [PasswordRule.TooLong];

        var broken = new List<PasswordRule>();
        if (password.Length < settings.MinLength) broken.Add(PasswordRule.Length);
        if (password.Count(char.IsLower) < settings.MinLower) broken.Add(PasswordRule.Lower);
        if (password.Count(char.IsUpper) < settings.MinUpper) broken.Add(PasswordRule.Upper);
        if (password.Count(char.IsDigit) < settings.MinNumber) broken.Add(PasswordRule.Number);
        if (password.Count(IsSymbol) < settings.MinSymbol) broken.Add(PasswordRule.Symbol);
        if (settings.MaxRepeated is { } most && HasRun(password, most + 1)) broken.Add(PasswordRule.Repeated);
        if (settings.ExcludeLogin && HasPartOf(login, password)) broken.Add(PasswordRule.Login);
        if (names.Any(name => name is not null && HasPartOf(name, password))) broken.Add(PasswordRule.Names);
        if (broken.Count == 0 && settings.ExcludeCommon && IsCommon(password, [login, .. login.Split('@', '.'), .. known.OfType<string>()]))
            broken.Add(PasswordRule.Common);
        return broken;
    }

    /// <summary>What it breaks, for the caller of the API; null when the password will do.</summary>
    public static string? Said(PasswordSettings settings, IReadOnlyList<PasswordRule> broken) => broken switch
    {
        [] => null,
        [PasswordRule.Common] =>
            "This password was found in a list of commonly used passwords, or is made of a word or a name and little else. Please try another password.",
        [PasswordRule.Characters] => "Password requirements were not met. A password has no control characters.",
        [PasswordRule.TooLong] => $"Password requirements were not met. A password has at most {PasswordHashing.MaxLength} characters.",
        _ => $"Password requirements were not met. Password requirements: {string.Join(", ", Requirements(settings))}.",
    };

    private static IEnumerable<string> Requirements(PasswordSettings settings)
    {
        yield return $"at least {settings.MinLength} characters";
        if (settings.MinLower > 0) yield return Some(settings.MinLower, "a lowercase letter", "lowercase letters");
        if (settings.MinUpper > 0) yield return Some(settings.MinUpper, "an uppercase letter", "uppercase letters");
        if (settings.MinNumber > 0) yield return Some(settings.MinNumber, "a number", "numbers");
        if (settings.MinSymbol > 0) yield return Some(settings.MinSymbol, "a symbol", "symbols");
        if (settings.MaxRepeated is { } most) yield return $"the same character no more than {most} times in a row";
        if (settings.ExcludeLogin) yield return "no parts of your username";
        if (settings.ExcludedAttributes.Count > 0) yield return "no parts of your name";
        if (settings.History > 0) yield return $"none of your last {settings.History} passwords";
    }

    private static string Some(int count, string one, string several) => count == 1 ? one : $"{count} {several}";

    private static bool IsSymbol(char character) => !char.IsLetterOrDigit(character);

    private static bool HasRun(string password, int length)
    {
        for (var (at, run) = (1, 1); at < password.Length; at++)
        {
            run = password[at] == password[at - 1] ? run + 1 : 1;
            if (run >= length) return true;
        }
        return length <= 1;
    }

    /// <summary>Made of what is in everybody's lists, in any case, with figures for letters, backwards, with a year behind it.</summary>
    private static bool IsCommon(string password, IEnumerable<string> known)
    {
        var guessed = Zxcvbn.Zxcvbn.MatchPassword(password.Length <= MostLookedAt ? password : password[..MostLookedAt],
            known.Where(word => word.Length is > 2 and <= 100).Append("latchkey"));
        return guessed.Entropy < FewestBits && guessed.MatchSequence.Any(match => match.Pattern == "dictionary");
    }

    private static IEnumerable<string?> Known(JsonObject profile, Org org) =>
    [
        .. new[] { "firstName", "lastName", "middleName", "nickName", "displayName", "email", "organization" }.Select(attribute => Text(profile, attribute)),
        .. (Text(profile, "displayName") ?? "").Split(' '), .. org.Name.Split(' '), org.Name, org.Subdomain,
    ];

    private static string? Text(JsonObject profile, string attribute) =>
        profile[attribute] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static bool HasPartOf(string login, string password)
    {
        var canonical = Identifiers.Canonical(password);
        var account = Identifiers.Canonical(login);
        var local = account.IndexOf('@', StringComparison.Ordinal) is > 0 and var at ? account[..at] : account;
        return local.Split(['.', '-', '_', '+', '#', ' '], StringSplitOptions.RemoveEmptyEntries)
            .Any(part => part.Length >= ShortestPart && canonical.Contains(part, StringComparison.Ordinal));
    }
}
