namespace Latchkey.Server.Ground.Storage;

/// <summary>Where sealed secrets are kept that outlive a start: what the master key of a database must open.</summary>
/// <param name="Purpose">What each is sealed for.</param>
/// <param name="Table">Where they are.</param>
/// <param name="BoundTo">The column whose value each is bound to.</param>
/// <param name="Column">The sealed one; null where a row has none.</param>
internal sealed record SealedColumn(string Purpose, string Table, string BoundTo, string Column);
