using Latchkey.Server.Core.Expressions;

namespace Latchkey.Server.Core.Clients;

/// <summary>An app as the expressions of claims see it. Contract §3.4.</summary>
internal static class AppInExpressions
{
    extension(App app)
    {
        public AppFacts Facts => new(app.Id, app.Label, app.ApplicationType, app.Document);
    }
}
