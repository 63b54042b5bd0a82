using System.Text.Json;
using Latchkey.Protocol;

namespace Latchkey.Server.Core.Tokens;

/// <summary>
/// What /token answers, as <see cref="TokenResponse"/> reads it: RFC 6749 §5.1, OpenID Connect Core §3.1.3.3. Its tokens are the bytes that were signed and
/// are sent, and never a text.
/// </summary>
internal sealed record TokenAnswer
{
    public required string TokenType { get; init; }
    /// <summary>Seconds from now until the access token ends.</summary>
    public required long ExpiresIn { get; init; }
    public required byte[] AccessToken { get; init; }
    public string? Scope { get; init; }
    public string? RefreshToken { get; init; }
    public byte[]? IdToken { get; init; }
    public string? DeviceSecret { get; init; }
    public string? IssuedTokenType { get; init; }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("token_type"u8, TokenType);
        json.WriteNumber("expires_in"u8, ExpiresIn);
        json.WriteString("access_token"u8, AccessToken);
        if (Scope is not null) json.WriteString("scope"u8, Scope);
        if (RefreshToken is not null) json.WriteString("refresh_token"u8, RefreshToken);
        if (IdToken is not null) json.WriteString("id_token"u8, IdToken);
        if (DeviceSecret is not null) json.WriteString("device_secret"u8, DeviceSecret);
        if (IssuedTokenType is not null) json.WriteString("issued_token_type"u8, IssuedTokenType);
        json.WriteEndObject();
    }

    /// <summary>Says what kind of answer it is, never the tokens.</summary>
    public override string ToString() => $"{TokenType} token answer, {Scope}";
}
