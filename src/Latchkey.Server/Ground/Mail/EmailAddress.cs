using System.Globalization;

namespace Latchkey.Server.Ground.Mail;

/// <summary>
/// What may be somebody's address, wherever one is taken: enough to tell an address from a slip; whether it is someone's only a
/// mail can show. Letters of any script may stand in it (RFC 6531); a domain must be one that DNS can be asked for (RFC 5891).
/// </summary>
internal static class EmailAddress
{
    private const int LongestLocalPart = 64;       // RFC 5321 §4.5.3.1.1, in bytes

    /// <summary>The two sides of the @, the domain as DNS knows it; null for what is no address.</summary>
    public static (string Local, string Domain)? Parts(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at <= 0 || at != text.LastIndexOf('@') || at == text.Length - 1) return null;
        if (text.Any(
            c => char.IsWhiteSpace(c) || char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format
            || c is '<' or '>' or '(' or ')' or ',' or ';' or ':' or '"' or '\\' or '[' or ']')) return null;
        var (local, domain) = (text[..at], text[(at + 1)..]);
        if (local.StartsWith('.') || local.EndsWith('.') || text.Contains("..", StringComparison.Ordinal)
            || System.Text.Encoding.UTF8.GetByteCount(local) > LongestLocalPart) return null;
        return AsDnsKnowsIt(domain) is { } ascii ? (local, ascii) : null;
    }

    public static bool Is(string text) => Parts(text) is not null;

    /// <summary>
    /// Whether two are one mailbox: where that decides whose account it is, a likeness is not enough. The part before the @ is the receiver's alone to
    /// read; case has no meaning to any that is known (RFC 5321 §2.4), a letter of another kind may have (RFC 6531 §3.1).
    /// </summary>
    public static bool AreSame(string one, string other) => Parts(one) is var (local, domain) && Parts(other) is var (otherLocal, otherDomain)
        && domain == otherDomain && Composed(local).Equals(Composed(otherLocal), StringComparison.OrdinalIgnoreCase);

    private static string Composed(string text) => text.IsNormalized() ? text : text.Normalize();

    /// <summary>Whether only a relay with SMTPUTF8 can take mail for it: the part before the @ has no other spelling (RFC 6531 §3.1).</summary>
    public static bool NeedsUtf8(string address) => Parts(address) is var (local, _) && !System.Text.Ascii.IsValid(local);

    private static string? AsDnsKnowsIt(string domain)
    {
        try
        {
            var ascii = new IdnMapping { UseStd3AsciiRules = true }.GetAscii(domain.Normalize(System.Text.NormalizationForm.FormKC)).ToLowerInvariant();
            return ascii.EndsWith('.') ? null : ascii;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
