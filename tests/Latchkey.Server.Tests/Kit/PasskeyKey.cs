using System.Buffers.Text;
using System.Formats.Cbor;
using System.Security.Cryptography;

namespace Latchkey.Server.Tests.Kit;

/// <summary>One passkey in a device.</summary>
/// <param name="RpId">For whom.</param>
/// <param name="UserHandle">Whose, in base64url.</param>
/// <param name="Counts">Whether its signatures are counted.</param>
public sealed record PasskeyKey(string RpId, string UserHandle, bool Counts)
{
    public string Id { get; } = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
    public ECDsa Pair { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    public uint Count { get; set; }

    /// <summary>RFC 9053 §7.1.1, in the order of CTAP 2.</summary>
    public byte[] Cose()
    {
        var point = Pair.ExportParameters(includePrivateParameters: false).Q;
        var cbor = new CborWriter(CborConformanceMode.Ctap2Canonical);
        cbor.WriteStartMap(5);
        foreach (var (label, value) in ((int, int)[])[(1, 2), (3, -7), (-1, 1)])
        {
            cbor.WriteInt32(label);
            cbor.WriteInt32(value);
        }
        cbor.WriteInt32(-2);
        cbor.WriteByteString(point.X!);
        cbor.WriteInt32(-3);
        cbor.WriteByteString(point.Y!);
        cbor.WriteEndMap();
        return cbor.Encode();
    }
}
