namespace Latchkey.Server.Core.Authenticators;

/// <summary>
/// Something that somebody has, and has shown in a sign-in. It is kept among the words of amr, in one of our own, since RFC 8176 has none that says so much:
/// one word for each, so that what two passkeys are is never taken for what one of them is. Nobody outside hears these words.
/// </summary>
/// <param name="Type">The kind of it, one of <see cref="FactorType"/>.</param>
/// <param name="Key">Of a passkey: what is known of it.</param>
internal readonly record struct Shown(string Type, KeyTraits Key = default)
{
    private const char Mark = '+', Traits = '/', Verified = 'v', Bound = 'b', Hardware = 'h';

    public string Word
    {
        get
        {
            if (Key.IsNothing) return $"{Mark}{Type}";
            return $"{Mark}{Type}{Traits}{(Key.Verified ? "v" : "")}{(Key.Bound ? "b" : "")}{(Key.Hardware ? "h" : "")}";
        }
    }

    /// <summary>All that was shown. Of a sign-in from before there were such words a key is known by itself, and nothing is known of it.</summary>
    public static IReadOnlyList<Shown> In(string amr)
    {
        Shown[] all = [.. amr.Split(' ').Where(word => word.StartsWith(Mark)).Select(Read)];
        return Assurance.HasKey(amr) && all.All(one => one.Type != FactorType.Passkey) ? [.. all, new Shown(FactorType.Passkey)] : all;
    }

    /// <summary>What others hear: the words of RFC 8176.</summary>
    public static string[] Told(string amr) => [.. amr.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => !word.StartsWith(Mark))];

    private static Shown Read(string word)
    {
        var at = word.IndexOf(Traits);
        if (at < 0) return new(word[1..]);
        var traits = word.AsSpan(at + 1);
        return new(word[1..at], new(traits.Contains(Verified), traits.Contains(Bound), traits.Contains(Hardware)));
    }
}
