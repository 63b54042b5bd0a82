using Latchkey.Server.Web;

namespace Latchkey.Server.Users;

/// <summary>What a new password must have. Contract §3.9, PASSWORD.</summary>
public static class PasswordPolicy
{
    public const string Requirements = "at least 8 characters, a lowercase letter, an uppercase letter, a number, no parts of your username";

    public const int MinLength = 8;
    private const int ShortestPart = 4;

    /// <summary>Every rule the password breaks, in the order people are told them; empty when it will do.</summary>
    public static IReadOnlyList<PasswordRule> Broken(string password, string login)
    {
        if (password.Length > PasswordHashing.MaxLength) return [PasswordRule.TooLong];

        var broken = new List<PasswordRule>();
        if (password.Length < MinLength) broken.Add(PasswordRule.Length);
        if (!password.Any(char.IsLower)) broken.Add(PasswordRule.Lower);
        if (!password.Any(char.IsUpper)) broken.Add(PasswordRule.Upper);
        if (!password.Any(char.IsDigit)) broken.Add(PasswordRule.Number);
        if (HasPartOf(login, password)) broken.Add(PasswordRule.Login);
        return broken;
    }

    /// <summary>The same for the caller of the API; null when the password will do.</summary>
    public static string? Violation(string password, string login) => Broken(password, login) switch
    {
        [] => null,
        [PasswordRule.TooLong] => $"Password requirements were not met. A password has at most {PasswordHashing.MaxLength} characters.",
        _ => $"Password requirements were not met. Password requirements: {Requirements}.",
    };

    private static bool HasPartOf(string login, string password)
    {
        var canonical = Identifiers.Canonical(password);
        var account = Identifiers.Canonical(login);
        var local = account.IndexOf('@', StringComparison.Ordinal) is > 0 and var at ? account[..at] : account;
        return local.Split(['.', '-', '_', '+', '#', ' '], StringSplitOptions.RemoveEmptyEntries)
            .Any(part => part.Length >= ShortestPart && canonical.Contains(part, StringComparison.Ordinal));
    }
}

public enum PasswordRule { Length, Lower, Upper, Number, Login, TooLong }
