using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace Latchkey.Server.Ground.Languages;

/// <summary>
/// Texts with names in them. A name comes from someone we need not trust: it stands in its own direction,
/// so that no override inside it can turn the words around it.
/// </summary>
internal static class Sentence
{
    /// <summary>For a page: each {0}, {1} becomes the name in a &lt;bdi&gt;.</summary>
    public static RenderFragment Of(string text, params string?[] names) => builder =>
    {
        var rest = text.AsSpan();
        while (rest.IndexOf('{') is >= 0 and var at && at + 2 < rest.Length && rest[at + 2] == '}' && rest[at + 1] - '0' is >= 0 and var index
            && index < names.Length)
        {
            builder.AddContent(0, rest[..at].ToString());
            builder.OpenElement(1, "bdi");
            builder.AddContent(2, names[index]);
            builder.CloseElement();
            rest = rest[(at + 3)..];
        }
        builder.AddContent(3, rest.ToString());
    };

    /// <summary>For a title, a subject or a plain text, where there are no elements.</summary>
    public static string Plain(string text, params string?[] names) =>
        string.Format(CultureInfo.InvariantCulture, text, [.. names.Select(name => (object)Clean(name ?? ""))]);

    /// <summary>Without line breaks, control characters and marks that change direction.</summary>
    public static string Clean(string name) => string.Concat(name.Where(c =>
        !char.IsControl(c) && c is not (>= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' or '\u2028' or '\u2029'))).Trim();
}
