namespace Latchkey.Server.Core.Networks;

/// <summary>What a zone is for, by the names of the contract.</summary>
internal static class ZoneUsage
{
    /// <summary>Rules of policies name it.</summary>
    public const string Policy = "POLICY";
    /// <summary>Nobody who comes from there gets anything of this org.</summary>
    public const string Blocklist = "BLOCKLIST";

    public static readonly IReadOnlyList<string> All = [Policy, Blocklist];
}
