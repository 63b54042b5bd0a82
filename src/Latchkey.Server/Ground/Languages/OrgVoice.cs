namespace Latchkey.Server.Ground.Languages;

/// <summary>How an org speaks on the pages of this request, so that what is said of a wrong field is said as the page says the rest.</summary>
/// <param name="Otherwise">What its pages speak where neither app nor browser say.</param>
/// <param name="Offered">The languages that they choose from; null: all.</param>
/// <param name="Words">Of its own; null: ours.</param>
internal sealed record OrgVoice(string? Otherwise, string? Offered, SpokenWords? Words);
