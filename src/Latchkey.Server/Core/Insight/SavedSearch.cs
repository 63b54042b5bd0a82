namespace Latchkey.Server.Core.Insight;

/// <param name="Id">Of it.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Query">What stands in the address of the log's page after the question mark.</param>
public sealed record SavedSearch(string Id, string Name, string Query);
