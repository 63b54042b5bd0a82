using System.Text.Json.Nodes;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.People;

/// <summary>What a new password must have. Contract §3.9, PASSWORD.</summary>
internal static class PasswordPolicy
{
    public const string Requirements = "at least 8 characters, a lowercase letter, an uppercase letter, a number, no parts of your username";

    public const int MinLength = 8;
    private const int ShortestPart = 4;

    /// <summary>Some millions of guesses: with fewer, whoever has a list of passwords, names and words is soon through.</summary>
    private const double FewestBits = 24;

    /// <summary>What is looked at for words: looking takes longer than in proportion.</summary>
    private const int MostLookedAt = 64;

    /// <summary>Every rule the password breaks, in the order people are told them; empty when it will do.</summary>
    /// <param name="typed">The password.</param>
    /// <param name="login">Whose.</param>
    /// <param name="known">What else anybody would try first: the person's names, the organization's.</param>
    public static IReadOnlyList<PasswordRule> Broken(string typed, string login, params IEnumerable<string?> known)
    {
        if (OpaqueString.Of(typed) is not { } password || password.Any(char.IsControl)) return [PasswordRule.Characters];
        if (password.Length > PasswordHashing.MaxLength) return [PasswordRule.TooLong];

        var broken = new List<PasswordRule>();
        if (password.Length < MinLength) broken.Add(PasswordRule.Length);
        if (!password.Any(char.IsLower)) broken.Add(PasswordRule.Lower);
        if (!password.Any(char.IsUpper)) broken.Add(PasswordRule.Upper);
        if (!password.Any(char.IsDigit)) broken.Add(PasswordRule.Number);
        if (HasPartOf(login, password)) broken.Add(PasswordRule.Login);
        if (broken.Count == 0 && IsCommon(password, [login, .. login.Split('@', '.'), .. known.OfType<string>()])) broken.Add(PasswordRule.Common);
        return broken;
    }

    /// <summary>The same, with what is known of the person and their organization.</summary>
    public static IReadOnlyList<PasswordRule> Broken(string typed, JsonObject profile, Org org) =>
        Broken(typed, Text(profile, "login") ?? "", Known(profile, org));

    /// <summary>The same for the caller of the API; null when the password will do.</summary>
    public static string? Violation(string typed, JsonObject profile, Org org) => Broken(typed, profile, org) switch
    {
        [] => null,
        [PasswordRule.Common] =>
            "This password was found in a list of commonly used passwords, or is made of a word or a name and little else. Please try another password.",
        [PasswordRule.Characters] => "Password requirements were not met. A password has no control characters.",
        [PasswordRule.TooLong] => $"Password requirements were not met. A password has at most {PasswordHashing.MaxLength} characters.",
        _ => $"Password requirements were not met. Password requirements: {Requirements}.",
    };

    /// <summary>The same for whoever changes one.</summary>
    /// <exception cref="RuleException">It breaks a rule.</exception>
    public static void Require(string typed, JsonObject profile, Org org)
    {
        if (Violation(typed, profile, org) is { } violation) throw new RuleException("password", violation);
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
