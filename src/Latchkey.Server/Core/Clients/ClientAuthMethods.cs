using Latchkey.Protocol;

namespace Latchkey.Server.Core.Clients;

/// <summary>How an app may prove who it is. OpenID Connect Core §9; discovery lists the same.</summary>
internal static class ClientAuthMethods
{
    public static readonly IReadOnlyList<string> All = [ClientAuthMethod.Basic, ClientAuthMethod.Post, ClientAuthMethod.SecretJwt,
        ClientAuthMethod.PrivateKeyJwt, ClientAuthMethod.None];
}
