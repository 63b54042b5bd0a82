namespace Latchkey.Server.Core.Issuers;

/// <summary>Where a claim's value comes from. Contract §3.4.</summary>
internal static class ClaimValueType
{
    public const string Expression = "EXPRESSION";
    public const string Groups = "GROUPS";
    /// <summary>A claim that every server has, whose expression can be edited.</summary>
    public const string System = "SYSTEM";
}
