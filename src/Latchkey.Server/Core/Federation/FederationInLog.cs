using Latchkey.Server.Core.Log;

namespace Latchkey.Server.Core.Federation;

/// <summary>As the log names them. Contract §3.6.</summary>
internal static class FederationInLog
{
    extension(IdentityProvider provider)
    {
        public LogParty Party => new(provider.Id, "IdentityProvider", provider.Upstream.Issuer, provider.Name);
    }
}
