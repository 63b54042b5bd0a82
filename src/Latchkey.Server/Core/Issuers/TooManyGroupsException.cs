namespace Latchkey.Server.Core.Issuers;

/// <summary>A claim that lists groups found more than a token can carry.</summary>
internal sealed class TooManyGroupsException(string claim)
    : Exception($"The {claim} claim matched too many groups and must be configured to match fewer groups.");
