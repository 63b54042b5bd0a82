using System.Collections.Concurrent;
using Latchkey.Server.Ground.Jose;

namespace Latchkey.Testing;

/// <summary>
/// The key pairs of one org, from those this process has made already. RSA pairs cost a fifth of a second each, more than the whole rest of a
/// start, so an org whose data is gone gives its own to the next. No two orgs that live at the same time have a key in common.
/// </summary>
internal sealed class SparePairs
{
    private const string Costly = "RS256";

    // What the first org signs with is made while its server is put together.
    private static readonly ConcurrentBag<Task<Pair>> spare = [Task.Run(Made), Task.Run(Made)];

    private readonly ConcurrentBag<Pair> lent = [];

    /// <summary>Begins to make the first ones.</summary>
    public static void Begin() => _ = spare;

    public (string Kid, string PublicJwk, string PrivateJwk) Take(string algorithm)
    {
        if (algorithm != Costly) return SigningKey.Generate(algorithm);
        var pair = spare.TryTake(out var made) ? made.GetAwaiter().GetResult() : Made();
        lent.Add(pair);
        return (pair.Kid, pair.PublicJwk, pair.PrivateJwk);
    }

    /// <summary>The org has ended, and nothing it kept is left.</summary>
    public void GiveBack()
    {
        while (lent.TryTake(out var pair)) spare.Add(Task.FromResult(pair));
    }

    private static Pair Made()
    {
        var (kid, publicJwk, privateJwk) = SigningKey.Generate(Costly);
        return new(kid, publicJwk, privateJwk);
    }

    private sealed record Pair(string Kid, string PublicJwk, string PrivateJwk)
    {
        public override string ToString() => Kid;
    }
}
