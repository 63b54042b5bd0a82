using Latchkey.Server.Core.Keys;
using Latchkey.Server.Ground.Jose;

namespace Latchkey.Server.Core.Issuers;

/// <summary>The keys of an authorization server.</summary>
internal static class IssuerKeys
{
    extension(KeyRing keys)
    {
        public ValueTask<SigningKey> Active(AuthorizationServer server, CancellationToken ct) =>
            keys.Active(server.OrgId, server.Id, server.SigningAlgorithm, ct);

        /// <inheritdoc cref="KeyRing.Published(string, string, IReadOnlyList{string}, CancellationToken)"/>
        public ValueTask<IReadOnlyList<SigningKey>> Published(AuthorizationServer server, IReadOnlyList<string> algorithms, CancellationToken ct) =>
            keys.Published(server.OrgId, server.Id, algorithms, ct);
    }
}
