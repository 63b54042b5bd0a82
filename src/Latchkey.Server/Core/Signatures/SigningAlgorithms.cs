using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Jose;

namespace Latchkey.Server.Core.Signatures;

/// <summary>
/// What an authorization server signs with: RS256, which every client reads, and ES256 once an administrator has chosen it,
/// for the server or for an app that may use it. Okta's Kotlin SDK and its Java verifier refuse a whole key list for one
/// key of another kind.
/// </summary>
internal sealed class SigningAlgorithms(Apps apps, AuthorizationServers servers)
{
    private static readonly IReadOnlyList<string> RsaAlone = [SignatureAlgorithms.Rsa];

    public async ValueTask<IReadOnlyList<string>> Of(AuthorizationServer server, CancellationToken ct) =>
        server.SigningAlgorithm == SignatureAlgorithms.Elliptic
            || (await apps.ThatChoseElliptic(server.OrgId, ct)).Any(id => PolicyDecision.Admits(server, id)) ? SignatureAlgorithms.All : RsaAlone;

    /// <summary>Whether an administrator has chosen ES256 somewhere in an org: what a client that registers itself may then ask for, too.</summary>
    public async Task<bool> HasElliptic(Org org, CancellationToken ct) =>
        (await apps.ThatChoseElliptic(org.Id, ct)).Count > 0
        || (await servers.List(org, ct)).Any(server => server is { Active: true, SigningAlgorithm: SignatureAlgorithms.Elliptic });
}
