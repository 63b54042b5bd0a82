namespace Latchkey.Server.Core.LinkedPeople;

/// <summary>A relation between people: a person has at most one of the primary kind, and may be that of many. Contract §3.2, linkedObjects.</summary>
internal sealed record LinkDefinition(string OrgId, LinkSide Primary, LinkSide Associated);
