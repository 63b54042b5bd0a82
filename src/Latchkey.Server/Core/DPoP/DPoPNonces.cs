using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.DPoP;

/// <summary>
/// Nonces for proofs (RFC 9449 §8): a time and the process that says it, under a MAC. Nothing is stored. A proof with one
/// was made after that time, whatever the client's clock says.
/// </summary>
internal sealed class DPoPNonces(MasterKey master, TimeProvider clock)
{
    /// <summary>Contract §2.3: a client is told a new one from here on.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>Contract §2.3: until then the one before still counts.</summary>
    public static readonly TimeSpan Accepted = TimeSpan.FromDays(3);

    /// <summary>Another process does not know which proofs were used here, so its nonces count for as long as a proof without one would.</summary>
    public static readonly TimeSpan AcceptedElsewhere = TimeSpan.FromMinutes(5);

    private const int ProcessSize = 4;
    private const int MacSize = 16;
    private const int Size = sizeof(long) + ProcessSize + MacSize;

    private readonly byte[] process = RandomNumberGenerator.GetBytes(ProcessSize);

    public string Issue(string orgId)
    {
        Span<byte> nonce = stackalloc byte[Size];
        BinaryPrimitives.WriteInt64BigEndian(nonce, clock.Milliseconds);
        process.CopyTo(nonce[sizeof(long)..]);
        Mac(orgId, nonce[..^MacSize]).AsSpan(0, MacSize).CopyTo(nonce[^MacSize..]);
        return Base64Url.EncodeToString(nonce);
    }

    /// <summary>Null for what no process of this server handed out for this org, or too long ago.</summary>
    public ReadNonce? Read(string orgId, string text)
    {
        if (text.Length != (Size * 4 + 2) / 3 || !Base64Url.IsValid(text)) return null;
        var nonce = Base64Url.DecodeFromChars(text);
        if (nonce.Length != Size || !CryptographicOperations.FixedTimeEquals(Mac(orgId, nonce.AsSpan(..^MacSize)).AsSpan(0, MacSize),
            nonce.AsSpan(^MacSize..))) return null;

        var issuedAt = DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(nonce));
        var here = nonce.AsSpan(sizeof(long), ProcessSize).SequenceEqual(process);
        return clock.Now - issuedAt < (here ? Accepted : AcceptedElsewhere) ? new ReadNonce(issuedAt, here) : null;
    }

    /// <summary>Whether the client had better have a new one: this answer brings it, and no request is lost for it.</summary>
    public bool IsAgeing(ReadNonce nonce) => !nonce.Here || clock.Now - nonce.IssuedAt >= Lifetime;

    private byte[] Mac(string orgId, ReadOnlySpan<byte> message) =>
        HMACSHA256.HashData(master.Derive("dpop-nonce"), (byte[])[.. Encoding.UTF8.GetBytes(orgId), .. message]);
}
