namespace Latchkey.Server.Faces.Console.Securing.Proving;

/// <param name="Id">AAGUID.</param>
/// <param name="Name">What its maker calls it.</param>
/// <param name="Level">How far it was certified, as FIDO says it; null: not at all.</param>
/// <param name="Hardware">Its keys never leave hardware.</param>
/// <param name="Own">An administrator has described it.</param>
/// <param name="Standing">Whether devices of it are taken here.</param>
/// <param name="Groups">The groups of the settings that it is in.</param>
public sealed record ShownModel(Guid Id, string Name, string? Level, bool Hardware, bool Own, ModelStanding Standing, IReadOnlyList<string> Groups);
