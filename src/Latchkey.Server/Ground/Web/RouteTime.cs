namespace Latchkey.Server.Ground.Web;

/// <param name="Route">Method and pattern.</param>
/// <param name="Count">How many requests there were.</param>
/// <param name="P95">Nineteen of twenty took at most so long.</param>
/// <param name="Longest">The slowest took so long.</param>
internal sealed record RouteTime(string Route, long Count, TimeSpan P95, TimeSpan Longest);
