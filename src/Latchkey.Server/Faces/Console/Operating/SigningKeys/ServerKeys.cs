namespace Latchkey.Server.Faces.Console.Operating.SigningKeys;

/// <summary>The keys of one authorization server.</summary>
/// <param name="Id">Of the server; <see cref="SigningKeysEndpoint.OrgServer"/> for the org's own.</param>
/// <param name="Name">Of the server.</param>
/// <param name="Automatic">They are rotated by themselves.</param>
/// <param name="Keys">Those that sign first, then the next, then the retired.</param>
public sealed record ServerKeys(string Id, string Name, bool Automatic, IReadOnlyList<ShownKey> Keys);
