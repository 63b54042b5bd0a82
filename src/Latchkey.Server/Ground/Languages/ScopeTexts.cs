namespace Latchkey.Server.Ground.Languages;

public sealed partial record Texts
{
    /// <summary>A scope in words. Ours are translated as long as nobody has put them in other words; an org's own are as the org wrote them.</summary>
    public ScopeText OfScope(string name, string displayName, string description) =>
        Scopes.TryGetValue(name, out var ours) && English.Scopes[name] == new ScopeText(displayName, description) ? ours
        : new ScopeText(displayName is { Length: > 0 } ? displayName : name, description);

    /// <summary>What a scope lets an app do, and what that means.</summary>
    public sealed record ScopeText(string Name, string Description);
}
