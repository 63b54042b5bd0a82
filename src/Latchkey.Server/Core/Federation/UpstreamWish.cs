namespace Latchkey.Server.Core.Federation;

/// <summary>What a provider should know of somebody who comes.</summary>
/// <param name="LoginHint">Who they probably are.</param>
/// <param name="Since">
/// They are to prove it anew, whoever is signed in there: an answer that says they last did before then is of an old session. Null: whoever is signed in
/// there will do. OpenID Connect Core §3.1.2.1, <c>prompt</c> and <c>max_age</c>.
/// </param>
internal sealed record UpstreamWish(string? LoginHint, DateTimeOffset? Since);
