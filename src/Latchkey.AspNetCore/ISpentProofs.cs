namespace Latchkey.AspNetCore;

/// <summary>
/// A memory of used proofs that the instances of an API share: Redis, a table with a unique key, whatever they have in common. RFC 9449 §11.1.
/// </summary>
/// <example>With StackExchange.Redis:
/// <code>
/// public ValueTask&lt;bool&gt; TrySpendAsync(string proof, TimeSpan lifetime, CancellationToken cancellationToken) =&gt;
///     new(redis.StringSetAsync("proof:" + proof, 1, lifetime, When.NotExists));
/// </code></example>
public interface ISpentProofs
{
    /// <summary>
    /// Uses a proof. It must be one step that says whether it won, such as an insert that a unique key refuses: of two at the same time one may have
    /// it.
    /// </summary>
    /// <param name="proof">Which: 43 letters, digits, hyphens and underscores, the same for the same proof.</param>
    /// <param name="lifetime">How long it has to be remembered. Later the proof is too old to be shown.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    /// <returns>True for the first use. An exception means that it cannot be said now: the caller is answered 503 and may try again.</returns>
    ValueTask<bool> TrySpendAsync(string proof, TimeSpan lifetime, CancellationToken cancellationToken);
}
