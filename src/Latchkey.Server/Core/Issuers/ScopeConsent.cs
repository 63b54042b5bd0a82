namespace Latchkey.Server.Core.Issuers;

/// <summary>Whether a person is asked before an app gets a scope. Contract §3.4, Scope.</summary>
internal static class ScopeConsent
{
    public const string Implicit = "IMPLICIT";
    /// <summary>Never without a person who agreed.</summary>
    public const string Required = "REQUIRED";
    /// <summary>Asked where there is a person; an app acting for itself gets it silently.</summary>
    public const string Flexible = "FLEXIBLE";
}
