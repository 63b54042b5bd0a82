using Latchkey.Server.Core.Issuers;

namespace Latchkey.Server.Ground.Languages;

public sealed partial record Texts
{
    /// <summary>A scope in words. Ours are translated as long as nobody has put them in other words; an org's own are as the org wrote them.</summary>
    public ScopeText Of(ScopeDefinition scope) =>
        Scopes.TryGetValue(scope.Name, out var ours) && English.Scopes[scope.Name] == new ScopeText(scope.DisplayName, scope.Description) ? ours
        : new ScopeText(scope.DisplayName is { Length: > 0 } name ? name : scope.Name, scope.Description);

    /// <summary>What a scope lets an app do, and what that means.</summary>
    public sealed record ScopeText(string Name, string Description);
}
