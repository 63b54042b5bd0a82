using System.Text.Json.Serialization;

namespace Latchkey.Server.Ground.Development;

public sealed record DevApp(
    string ClientId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ClientSecret,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? RedirectUris,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? PostLogoutRedirectUris)
{
    public override string ToString() => ClientId;
}
