namespace Latchkey.Server.Users;

/// <summary>
/// What a password must be. Contract §3.9, PASSWORD: eight characters, lower, upper, number, no part of the login.
/// </summary>
public static class PasswordPolicy
{
    public const int MinLength = 8;

    /// <summary>Far beyond any passphrase, and short of what would keep the hash busy.</summary>
    public const int MaxLength = 256;

    /// <summary>Pieces of a login shorter than this occur in words by chance.</summary>
    private const int MinLoginPart = 4;

    /// <summary>Every rule the password breaks, in the order people are told them; empty when it will do.</summary>
    public static IReadOnlyList<PasswordRule> Broken(string password, string login) => [.. Rules(password, login)];

    private static IEnumerable<PasswordRule> Rules(string password, string login)
    {
        if (password.EnumerateRunes().Count() < MinLength) yield return PasswordRule.Length;
        if (!password.Any(char.IsLower)) yield return PasswordRule.Lower;
        if (!password.Any(char.IsUpper)) yield return PasswordRule.Upper;
        if (!password.Any(char.IsNumber)) yield return PasswordRule.Number;
        if (Parts(login).Any(part => password.Contains(part, StringComparison.OrdinalIgnoreCase))) yield return PasswordRule.Login;
        if (password.Length > MaxLength) yield return PasswordRule.TooLong;
    }

    /// <summary><c>ada.lovelace@example.com</c> is ada, lovelace, example and com, and itself.</summary>
    private static IEnumerable<string> Parts(string login) => login
        .Split([',', '.', '-', '_', '#', '@', '+'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Append(login.Trim()).Where(part => part.Length >= MinLoginPart);
}

public enum PasswordRule { Length, Lower, Upper, Number, Login, TooLong }
