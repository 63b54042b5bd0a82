using System.Security.Cryptography.X509Certificates;
using Latchkey.Server.Ground.Sealing;

namespace Latchkey.Server.Entrance.Development;

/// <param name="Server">What the server shows, with its key.</param>
/// <param name="Authority">Whose it is.</param>
/// <param name="IsNew">The authority was made just now: nobody trusts it yet.</param>
internal sealed record DevCertificate(X509Certificate2 Server, DevAuthority Authority, bool IsNew);
