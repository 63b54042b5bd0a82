namespace Latchkey.Server.Core.LinkedPeople;

/// <summary>One side of a relation between two people.</summary>
internal sealed record LinkSide(string Name, string Title, string Description);
