using System.Net;
using System.Text.Json;
using Latchkey.Protocol;

namespace Latchkey.AspNetCore;

/// <summary>What the issuer says of itself, asked for where it is needed. OpenID Connect Discovery 1.0 §4, RFC 8414 §3.</summary>
internal sealed class IssuerMetadata(string issuer, HttpClient http)
{
    public async Task<ProviderMetadata> Fetch(CancellationToken ct = default)
    {
        var address = new Uri(issuer.TrimEnd('/') + "/.well-known/openid-configuration");       // §4: without its last slash, whatever its name
        var metadata = JsonSerializer.Deserialize(await Ask(address, ct), ProtocolJson.Default.ProviderMetadata);

        // OpenID Connect Discovery 1.0 §4.3: the two must be the same, character by character.
        if (metadata?.Issuer != issuer)
            throw new InvalidDataException(
                $"{address} describes the issuer '{metadata?.Issuer}'{Slash(metadata?.Issuer)}; configure that exact string, if it is the server you mean");
        return metadata;
    }

    /// <summary>Nobody sees a slash that is missing.</summary>
    private string Slash(string? named) =>
        named?.TrimEnd('/') != issuer.TrimEnd('/') ? "" : named.EndsWith('/') ? ", with a slash at the end" : ", without a slash at the end";

    /// <summary>An address the metadata names, which must be as safe to ask as the issuer itself.</summary>
    public Uri Require(string? address, string member)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri)) throw new InvalidDataException($"the issuer {issuer} names no {member}");
        return Backchannel.MayBeAsked(uri) ? uri : throw new InvalidDataException($"the issuer {issuer} names a {member} that is not https: {uri}");
    }

    public async Task<string> Ask(Uri address, CancellationToken ct = default)
    {
        using var answer = await http.GetAsync(address, ct);
        if (answer.StatusCode != HttpStatusCode.OK) throw new InvalidDataException($"{address} answered {(int)answer.StatusCode}; is the issuer right?");
        return await answer.Content.ReadAsStringAsync(ct);
    }
}
