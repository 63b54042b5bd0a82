using Latchkey.Server.Web;

namespace Latchkey.Server.Users;

/// <summary>What a new password must have. Contract §3.9, PASSWORD.</summary>
public static class PasswordPolicy
{
    public const string Requirements = "at least 8 characters, a lowercase letter, an uppercase letter, a number, no parts of your username";

    private const int MinLength = 8;
    private const int ShortestPart = 4;

    /// <summary>What a person is told; null when the password will do.</summary>
    public static string? Violation(string password, string login)
    {
        if (password.Length > PasswordHashing.MaxLength) return $"Password requirements were not met. A password has at most {PasswordHashing.MaxLength} characters.";
        var met = password.Length >= MinLength && password.Any(char.IsLower) && password.Any(char.IsUpper) && password.Any(char.IsDigit) && !HasPartOf(login, password);
        return met ? null : $"Password requirements were not met. Password requirements: {Requirements}.";
    }

    private static bool HasPartOf(string login, string password)
    {
        var canonical = Identifiers.Canonical(password);
        var account = Identifiers.Canonical(login);
        var local = account.IndexOf('@', StringComparison.Ordinal) is > 0 and var at ? account[..at] : account;
        return local.Split(['.', '-', '_', '+', '#', ' '], StringSplitOptions.RemoveEmptyEntries)
            .Any(part => part.Length >= ShortestPart && canonical.Contains(part, StringComparison.Ordinal));
    }
}
