namespace Latchkey.Server.Core.Insight;

/// <param name="Id">Of the app.</param>
/// <param name="Label">What it is called.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UsedAt">When it last got tokens, to the day; null: never since that is written down.</param>
internal sealed record AppUse(string Id, string Label, DateTimeOffset CreatedAt, DateTimeOffset? UsedAt);
