namespace Latchkey.Server.Faces.Console.Securing.Kit;

/// <summary>The pages of one authorization server, by the names that guides give them (contract §8.6).</summary>
public enum ServerTab
{
    Settings,
    Scopes,
    Claims,
    AccessPolicies,
    TokenPreview,
}
