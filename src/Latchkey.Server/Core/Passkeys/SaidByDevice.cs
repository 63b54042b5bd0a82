using System.Buffers.Text;
using System.Formats.Cbor;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Latchkey.Server.Core.Passkeys;

/// <summary>What a device said, as far as it must be known before it is looked at. WebAuthn Level 3 §5.1.8, §5.1.9.</summary>
/// <param name="Json">All of it.</param>
/// <param name="CredentialId">Which passkey it says it is about, in base64url.</param>
/// <param name="SignedData">The authenticator data of a signature; none of a passkey that is being made.</param>
internal sealed record SaidByDevice(string Json, string CredentialId, byte[] SignedData)
{
    /// <summary>WebAuthn Level 3 §4: no credential has a longer id. In base64url.</summary>
    private const int LongestId = 1364;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    public static SaidByDevice? Of(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            if (document.RootElement is not { ValueKind: JsonValueKind.Object } root) return null;
            if (TextOf(root, "id") is not { Length: > 0 and <= LongestId } id) return null;
            var data = root.TryGetProperty("response", out var response) && response.ValueKind == JsonValueKind.Object
                ? TextOf(response, "authenticatorData") : null;
            return new(json, id, data is null ? [] : Base64Url.DecodeFromChars(data));
        }
        catch (Exception broken) when (broken is JsonException or FormatException)
        {
            return null;
        }
    }

    /// <summary>A signature as a program hands it over. Contract §3.5.</summary>
    public static string Signature(string credentialId, string clientData, string authenticatorData, string signature, string? userHandle) =>
        Whole(credentialId, new()
        {
            ["clientDataJSON"] = Base64Of(clientData), ["authenticatorData"] = Base64Of(authenticatorData), ["signature"] = Base64Of(signature),
            ["userHandle"] = userHandle is null ? null : Base64Of(userHandle),
        });

    /// <summary>A new passkey as a program hands it over: its id stands inside of what was made. Contract §3.2.</summary>
    public static string? Making(string clientData, string attestation)
    {
        var made = Base64Of(attestation);
        return IdIn(made) is not { } id ? null : Whole(id, new()
        {
            ["clientDataJSON"] = Base64Of(clientData), ["attestationObject"] = made, ["transports"] = new JsonArray(),
        });
    }

    /// <summary>Whose it is: the id that their passkeys are made with. Null: it says nothing that could be one.</summary>
    public static string? OwnerIn(string? userHandle)
    {
        if (userHandle is null or { Length: 0 or > 100 }) return null;
        try
        {
            var id = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(Base64Of(userHandle)));
            return id.All(char.IsAsciiLetterOrDigit) ? id : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>What it says it was asked. WebAuthn Level 3 §5.8.1.</summary>
    public static string? ChallengeIn(string? clientData)
    {
        try
        {
            if (clientData is null) return null;
            using var said = JsonDocument.Parse(Base64Url.DecodeFromChars(Base64Of(clientData)), Strict);
            return said.RootElement.ValueKind == JsonValueKind.Object ? TextOf(said.RootElement, "challenge") : null;
        }
        catch (Exception broken) when (broken is JsonException or FormatException)
        {
            return null;
        }
    }

    private static string Whole(string id, JsonObject response) => new JsonObject
    {
        ["id"] = id, ["type"] = "public-key", ["clientExtensionResults"] = new JsonObject(), ["response"] = response,
    }.ToJsonString();

    /// <summary>Programs write base64 in either alphabet, with or without its end.</summary>
    private static string Base64Of(string text) => text.TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>WebAuthn Level 3 §6.5: where the id stands in the data that an attestation object wraps. Whether it is true is looked at later.</summary>
    private static string? IdIn(string attestationObject)
    {
        const int lengthAt = 37 + 16;
        try
        {
            var reader = new CborReader(Base64Url.DecodeFromChars(attestationObject), CborConformanceMode.Lax);
            reader.ReadStartMap();
            while (reader.PeekState() != CborReaderState.EndMap)
            {
                if (reader.ReadTextString() != "authData")
                {
                    reader.SkipValue();
                    continue;
                }
                var data = reader.ReadByteString();
                if (data.Length < lengthAt + 2) return null;
                var length = data[lengthAt] << 8 | data[lengthAt + 1];
                return data.Length < lengthAt + 2 + length ? null : Base64Url.EncodeToString(data.AsSpan(lengthAt + 2, length));
            }
        }
        catch (Exception broken) when (broken is CborContentException or FormatException or InvalidOperationException)
        {
            // Not an attestation object.
        }
        return null;
    }

    private static string? TextOf(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public override string ToString() => "what a device said";
}
