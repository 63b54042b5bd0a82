using System.Text.Json;

namespace Latchkey.Server.Ground.Jose;

/// <summary>A token taken apart: nothing in it is true before its signature is verified.</summary>
/// <param name="Header">A JSON object.</param>
/// <param name="Algorithm">As the header claims.</param>
/// <param name="Payload">Undecoded JSON, perhaps.</param>
/// <param name="Signed">What the signature is over.</param>
/// <param name="Signature">Not empty.</param>
internal sealed record UnverifiedJws(JsonElement Header, string Algorithm, byte[] Payload, byte[] Signed, byte[] Signature)
{
    public string? KeyId => Jws.StringOf(Header, "kid");

    public string? Type => Jws.StringOf(Header, "typ");

    public JsonElement? ReadClaims() => Jws.ParseObject(Payload);
}
