namespace Latchkey.Server.Core.Authenticators;

/// <summary>An address, for whoever may not see it.</summary>
internal static class MaskedAddress
{
    /// <summary>Enough of an address for its owner to know it.</summary>
    public static string Of(string email) => email.IndexOf('@', StringComparison.Ordinal) is > 0 and var at ? $"{email[0]}•••{email[at..]}" : "•••";
}
