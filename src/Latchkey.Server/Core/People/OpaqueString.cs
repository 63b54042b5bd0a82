using System.Globalization;
using System.Text;

namespace Latchkey.Server.Core.People;

/// <summary>
/// The one form of a password, however a keyboard composes its letters: every space is the ASCII one, and the rest is in NFC.
/// RFC 8265 §4.2, profile OpaqueString.
/// </summary>
internal static class OpaqueString
{
    /// <summary>Null for what is no text: half a surrogate pair cannot be typed twice.</summary>
    public static string? Of(string typed)
    {
        if (Ascii.IsValid(typed)) return typed;
        try
        {
            return string.Concat(typed.Select(c => char.GetUnicodeCategory(c) == UnicodeCategory.SpaceSeparator ? ' ' : c)).Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The forms in which a hash from before may have been set, the one of today first. ASCII has only one.</summary>
    public static IReadOnlyList<string> Candidates(string typed)
    {
        if (Ascii.IsValid(typed)) return [typed];
        return Of(typed) is not { } form ? [typed] : [.. new[] { form, typed, form.Normalize(NormalizationForm.FormD) }.Distinct(StringComparer.Ordinal)];
    }
}
