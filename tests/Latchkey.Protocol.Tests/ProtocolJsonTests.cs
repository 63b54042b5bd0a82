using System.Text.Json;
using Latchkey.Protocol;

namespace Latchkey.Protocol.Tests;

public sealed class ProtocolJsonTests
{
    [Fact]                                                             // RFC 6749 §5.1; contract §2.2: only the applicable members
    public void What_a_token_response_lacks_is_not_written() =>
        JsonSerializer.Serialize(new TokenResponse { TokenType = "Bearer", ExpiresIn = 3600, AccessToken = "a" }, ProtocolJson.Default.TokenResponse)
            .ShouldBe("""{"token_type":"Bearer","expires_in":3600,"access_token":"a"}""");

    [Fact]                                                             // OpenID Connect Discovery §3: members nobody knows are ignored
    public void Metadata_is_read_whatever_else_it_says()
    {
        var metadata = JsonSerializer.Deserialize("""{"issuer":"https://id.example.com","token_endpoint":"https://id.example.com/t","something":{"new":[1]}}""", ProtocolJson.Default.ProviderMetadata)!;
        metadata.Issuer.ShouldBe("https://id.example.com");
        metadata.TokenEndpoint.ShouldBe("https://id.example.com/t");
        metadata.JwksUri.ShouldBeNull();
    }

    [Fact]
    public void Metadata_without_an_issuer_is_no_metadata() =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize("""{"token_endpoint":"https://id.example.com/t"}""", ProtocolJson.Default.ProviderMetadata));
}
