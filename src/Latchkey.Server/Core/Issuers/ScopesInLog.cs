using Latchkey.Server.Core.Log;

namespace Latchkey.Server.Core.Issuers;

/// <summary>As the log names it. Contract §3.6.</summary>
internal static class ScopesInLog
{
    extension(ScopeDefinition scope)
    {
        public LogParty Party => new(scope.Id, "OAuth2Scope", scope.Name, scope.DisplayName);
    }
}
