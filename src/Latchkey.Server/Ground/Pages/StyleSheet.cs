using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Latchkey.Server.Ground.Pages;

/// <summary>
/// A stylesheet that an org wrote for the pages of a sign-in and of errors. It is served as a file of its own and comes after ours; what it may load
/// was looked at when it was saved, and is kept out once more by the policy of the page. Decision 0025.
/// </summary>
internal sealed record StyleSheet
{
    /// <summary>Characters of one.</summary>
    public const int Longest = 65_536;

    private StyleSheet(string text, IReadOnlyList<string> sources)
    {
        (Text, Sources) = (text, sources);
        Name = $"style-{Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 15))}.css";
    }

    public string Text { get; }

    /// <summary>Where its pictures and fonts may come from beside here.</summary>
    public IReadOnlyList<string> Sources { get; }

    /// <summary>In its address. Another text has another.</summary>
    public string Name { get; }

    /// <summary>Nobody saved it yet, so there is no address that it could be had from: it stands in the page.</summary>
    public bool Tried { get; private init; }

    /// <param name="field">What it is called, when something in it is refused.</param>
    /// <param name="css">As it was written.</param>
    /// <param name="sources">Where its pictures and fonts may come from.</param>
    /// <exception cref="Rules.RuleException">Something in it may not be there.</exception>
    public static StyleSheet Of(string field, string css, IReadOnlyList<string> sources)
    {
        StyleReader.Require(field, css, sources);
        return new(css, sources);
    }

    public StyleSheet AsTried() => this with { Tried = true };
}
