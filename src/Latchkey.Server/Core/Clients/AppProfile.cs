namespace Latchkey.Server.Core.Clients;

/// <summary>Which set of rules an app has chosen.</summary>
internal static class AppProfile
{
    /// <summary>The contract's.</summary>
    public const string Default = "default";
    public const string Fapi2 = "fapi2";
}
