using System.Buffers.Text;
using System.Formats.Asn1;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace Latchkey.Server.Tests.Kit;

/// <summary>Who makes devices of one model, and vouches for each: WebAuthn Level 3 §8.2, packed attestation. Also who signs what is said of makers.</summary>
public sealed class PasskeyMaker : IDisposable
{
    private static readonly DateTimeOffset Long = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero), After = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ECDsa ca = ECDsa.Create(ECCurve.NamedCurves.nistP256), pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 root, own;

    public PasskeyMaker(string name, string? host = null)
    {
        Name = name;
        var top = new CertificateRequest($"CN={name} Root, O={name}, C=SE", ca, HashAlgorithmName.SHA256);
        top.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        root = top.CreateSelfSigned(Long, After);
        var request = new CertificateRequest($"CN={host ?? name}, OU=Authenticator Attestation, O={name}, C=SE", pair, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, false));
        var id = new AsnWriter(AsnEncodingRules.DER);
        id.WriteOctetString(Model.ToByteArray(bigEndian: true));
        request.CertificateExtensions.Add(new X509Extension("1.3.6.1.4.1.45724.1.1.4", id.Encode(), critical: false));
        own = request.Create(root, Long, After, [1, .. RandomNumberGenerator.GetBytes(11)]);
    }

    public string Name { get; }

    public Guid Model { get; } = new(RandomNumberGenerator.GetBytes(16));

    public string RootPem => root.ExportCertificatePem();

    public string Root => Convert.ToBase64String(root.RawData);

    /// <summary>What FIDO would say of it. FIDO Metadata Service §3.1.1.</summary>
    public JsonObject Entry(params string[] statuses) => new()
    {
        ["aaguid"] = Model.ToString(),
        ["metadataStatement"] = new JsonObject
        {
            ["description"] = Name, ["keyProtection"] = new JsonArray("hardware", "secure_element"), ["attachmentHint"] = new JsonArray("external", "wired"),
            ["attestationTypes"] = new JsonArray("basic_full"), ["attestationRootCertificates"] = new JsonArray(Root),
        },
        ["statusReports"] = new JsonArray([.. statuses.Select((status, day) => (JsonNode)new JsonObject { ["status"] = status, ["effectiveDate"] = $"2020-01-{day + 1:00}" })]),
    };

    /// <summary>The file as FIDO would sign it, were this FIDO. FIDO Metadata Service §3.1.7.</summary>
    public string Sign(int number, params JsonObject[] entries)
    {
        string Part(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
        var head = Part(new() { ["alg"] = "ES256", ["typ"] = "JWT", ["x5c"] = new JsonArray(Convert.ToBase64String(own.RawData), Root) });
        var body = Part(new() { ["no"] = number, ["nextUpdate"] = "2027-01-01", ["entries"] = new JsonArray([.. entries.Select(entry => (JsonNode)entry.DeepClone())]) });
        return $"{head}.{body}.{Base64Url.EncodeToString(pair.SignData(Encoding.ASCII.GetBytes($"{head}.{body}"), HashAlgorithmName.SHA256))}";
    }

    internal void Vouch(CborWriter cbor, byte[] signed)
    {
        cbor.WriteStartMap(3);
        cbor.WriteTextString("alg");
        cbor.WriteInt32(-7);
        cbor.WriteTextString("sig");
        cbor.WriteByteString(pair.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        cbor.WriteTextString("x5c");
        cbor.WriteStartArray(1);
        cbor.WriteByteString(own.RawData);
        cbor.WriteEndArray();
        cbor.WriteEndMap();
    }

    public void Dispose()
    {
        foreach (IDisposable one in (IDisposable[])[root, own, ca, pair]) one.Dispose();
    }
}
