namespace Latchkey.Server.Core.Issuers;

/// <summary>Which token a claim is for. Contract §3.4.</summary>
internal static class ClaimType
{
    /// <summary>ID tokens and /userinfo.</summary>
    public const string Identity = "IDENTITY";
    /// <summary>Access tokens.</summary>
    public const string Resource = "RESOURCE";
}
