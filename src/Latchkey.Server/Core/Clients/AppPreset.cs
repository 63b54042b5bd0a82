using Latchkey.Protocol;

namespace Latchkey.Server.Core.Clients;

/// <summary>What an app of a type is unless it says otherwise. Contract §3.1, "Type presets".</summary>
internal sealed record AppPreset(string AuthMethod, string Grant, string ResponseType, string RotationType, int? Leeway)
{
    /// <summary>
    /// Public clients rotate their refresh tokens (RFC 9700 §2.2.2): the token before the current one may be repeated until
    /// its successor has been used, so a lost answer does not sign a phone out. A leeway is for parallel tabs, which phones have not.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, AppPreset> ByType = new Dictionary<string, AppPreset>
    {
        ["native"] = new(ClientAuthMethod.None, GrantType.AuthorizationCode, "code", "ROTATE", null),
        ["browser"] = new(ClientAuthMethod.None, GrantType.AuthorizationCode, "code", "ROTATE", 30),
        ["web"] = new(ClientAuthMethod.Basic, GrantType.AuthorizationCode, "code", "STATIC", 30),
        ["service"] = new(ClientAuthMethod.Basic, GrantType.ClientCredentials, "token", "STATIC", 30),
    };
}
