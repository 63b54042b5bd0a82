using System.Buffers.Binary;
using System.Buffers.Text;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Latchkey.Server.Tests.Kit;

/// <summary>
/// A device that keeps passkeys, together with the browser before it: WebAuthn Level 3 §6 and §5.1, from the text. What a page asks it answers as
/// a real one would, but for what a test has it do wrong.
/// </summary>
public sealed class PasskeyDevice(string origin) : IDisposable
{
    private const byte Present = 1, Verified = 4, BackupEligible = 8, BackedUp = 16, Attested = 64;

    private readonly List<PasskeyKey> keys = [];

    /// <summary>WebAuthn Level 3 §5.8.1: where the browser says it is.</summary>
    public string Origin { get; set; } = origin;
    /// <summary>In a frame of another page.</summary>
    public bool CrossOrigin { get; set; }
    /// <summary>The domain it signs for, where that is not the one it was asked for.</summary>
    public string? RpId { get; set; }
    /// <summary>Makes sure that it is its owner who uses it.</summary>
    public bool VerifiesUser { get; set; } = true;
    /// <summary>Somebody touched it.</summary>
    public bool UserPresent { get; set; } = true;
    /// <summary>Its passkeys are copied to other devices.</summary>
    public bool Syncs { get; set; }
    /// <summary>WebAuthn Level 3 §6.1.1: counts what it signs; otherwise it says 0 each time.</summary>
    public bool Counts { get; set; } = true;
    /// <summary>What the browser calls what it did, where that is not what it did.</summary>
    public string? Type { get; set; }
    /// <summary>Signs what nobody asked.</summary>
    public string? Challenge { get; set; }
    /// <summary>Tells who it thinks its owner is.</summary>
    public bool TellsUser { get; set; } = true;
    /// <summary>A flipped bit in each signature.</summary>
    public bool Garbles { get; set; }

    /// <summary>Of which model it is, and who vouches for that; null: it says nothing of its make.</summary>
    public PasskeyMaker? Maker { get; set; }
    /// <summary>AAGUID, where it is not its maker's.</summary>
    public Guid? Model { get; set; }

    public IReadOnlyList<PasskeyKey> Keys => keys;

    /// <summary>The credential as a page's script sends it. WebAuthn Level 3 §5.1.8.</summary>
    public string Make(JsonObject options)
    {
        var rpId = options["rp"]!["id"]!.GetValue<string>();
        var excluded = options["excludeCredentials"]?.AsArray().Select(one => one!["id"]!.ToString()) ?? [];
        if (keys.Any(key => excluded.Contains(key.Id))) throw new InvalidOperationException("InvalidStateError");
        options["pubKeyCredParams"]!.AsArray().Select(one => (int)one!["alg"]!).ShouldContain(-7);
        var key = new PasskeyKey(rpId, options["user"]!["id"]!.GetValue<string>(), Counts);
        keys.Add(key);

        var clientData = ClientData("webauthn.create", options);
        var authData = AuthenticatorData(key, Attested, [.. (Model ?? Maker?.Model ?? Guid.Empty).ToByteArray(bigEndian: true), 0, 32, .. Base64Url.DecodeFromChars(key.Id), .. key.Cose()]);
        var cbor = new CborWriter(CborConformanceMode.Ctap2Canonical);
        cbor.WriteStartMap(3);
        cbor.WriteTextString("fmt");
        cbor.WriteTextString(Maker is null ? "none" : "packed");
        cbor.WriteTextString("attStmt");
        if (Maker is { } maker) maker.Vouch(cbor, [.. authData, .. SHA256.HashData(clientData)]);
        else
        {
            cbor.WriteStartMap(0);
            cbor.WriteEndMap();
        }
        cbor.WriteTextString("authData");
        cbor.WriteByteString(authData);
        cbor.WriteEndMap();
        return Said(key, new()
        {
            ["clientDataJSON"] = Base64Url.EncodeToString(clientData), ["attestationObject"] = Base64Url.EncodeToString(cbor.Encode()),
            ["transports"] = new JsonArray("internal"),
        });
    }

    /// <summary>The assertion as a page's script sends it. WebAuthn Level 3 §5.1.9.</summary>
    /// <param name="options">What the page asks.</param>
    /// <param name="with">A passkey of another's choosing; otherwise one that is asked for.</param>
    public string Sign(JsonObject options, PasskeyKey? with = null)
    {
        var allowed = options["allowCredentials"]?.AsArray().Select(one => one!["id"]!.ToString()).ToArray() ?? [];
        var key = with ?? keys.Last(one => one.RpId == options["rpId"]!.ToString() && (allowed.Length == 0 || allowed.Contains(one.Id)));
        var clientData = ClientData("webauthn.get", options);
        key.Count += key.Counts ? 1u : 0;
        var authData = AuthenticatorData(key, 0, []);
        var signature = key.Pair.SignData([.. authData, .. SHA256.HashData(clientData)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        if (Garbles) signature[^1] ^= 1;
        return Said(key, new()
        {
            ["clientDataJSON"] = Base64Url.EncodeToString(clientData), ["authenticatorData"] = Base64Url.EncodeToString(authData),
            ["signature"] = Base64Url.EncodeToString(signature), ["userHandle"] = TellsUser ? key.UserHandle : null,
        });
    }

    private byte[] ClientData(string type, JsonObject options) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["type"] = Type ?? type, ["challenge"] = Challenge ?? options["challenge"]!.ToString(), ["origin"] = Origin, ["crossOrigin"] = CrossOrigin,
    }.ToJsonString());

    private byte[] AuthenticatorData(PasskeyKey key, byte more, byte[] attested)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, key.Count);
        var flags = (byte)(more | (UserPresent ? Present : 0) | (VerifiesUser ? Verified : 0) | (Syncs ? BackupEligible | BackedUp : 0));
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(RpId ?? key.RpId)), flags, .. count, .. attested];
    }

    private static string Said(PasskeyKey key, JsonObject response) => new JsonObject
    {
        ["id"] = key.Id, ["rawId"] = key.Id, ["type"] = "public-key", ["response"] = response, ["clientExtensionResults"] = new JsonObject(),
    }.ToJsonString();

    public void Dispose() => keys.ForEach(key => key.Pair.Dispose());
}
