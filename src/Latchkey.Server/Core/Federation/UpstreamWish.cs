namespace Latchkey.Server.Core.Federation;

/// <summary>What a provider should know of somebody who comes.</summary>
/// <param name="LoginHint">Who they probably are.</param>
/// <param name="Again">They are to prove it anew, whoever is signed in there. OpenID Connect Core §3.1.2.1, <c>prompt</c>.</param>
internal sealed record UpstreamWish(string? LoginHint, bool Again);
