using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Latchkey.Protocol;

/// <summary>
/// The proofs this process has accepted, each once (RFC 9449 §11.1). In memory, in two generations: when the younger is
/// full the older is dropped, and proofs that could have been used in its time are not believed any more. So the memory is
/// bounded and yet this process accepts no proof twice. Decision 0010 says what that means for a restart and for replicas.
/// </summary>
/// <param name="clock">The clock.</param>
/// <param name="lifetime">How long a proof may be used after it was made.</param>
public sealed class SpentProofs(TimeProvider clock, TimeSpan lifetime)
{
    /// <summary>As many are remembered, twice over.</summary>
    public const int MostPerGeneration = 500_000;

    private readonly Lock gate = new();
    private HashSet<UInt128> older = [];
    private HashSet<UInt128> younger = [];
    private long youngerBegan = clock.GetUtcNow().ToUnixTimeMilliseconds();
    private long completeSince = clock.GetUtcNow().ToUnixTimeSeconds() * 1000;      // what a proof says of its time has no finer grain

    /// <summary>Uses a proof, if it can be known to be the first time.</summary>
    /// <param name="thumbprint">Whose proof: nobody can use up another's ids.</param>
    /// <param name="id">Its <c>jti</c>.</param>
    /// <param name="notBefore">Since when it can have existed: when its nonce was handed out, or what it says of itself.</param>
    public Spending TrySpend(string thumbprint, string id, DateTimeOffset notBefore)
    {
        var entry = BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{thumbprint} {id}")));
        lock (gate)
        {
            if (notBefore.ToUnixTimeMilliseconds() < completeSince) return Spending.Forgotten;
            if (younger.Count >= MostPerGeneration || clock.GetUtcNow().ToUnixTimeMilliseconds() - youngerBegan > lifetime.TotalMilliseconds) BeginGeneration();
            if (older.Contains(entry) || !younger.Add(entry)) return Spending.Repeated;
            return Spending.First;
        }
    }

    private void BeginGeneration()
    {
        // Everything since the younger one began is still known, and of its first second only a part.
        completeSince = (youngerBegan / 1000 + 1) * 1000;
        (older, younger, youngerBegan) = (younger, [], clock.GetUtcNow().ToUnixTimeMilliseconds());
    }
}
