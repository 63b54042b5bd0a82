using Latchkey.Server.Ground.Sealing;

namespace Latchkey.Server.Faces.Console.Kit;

/// <summary>What stands around every page of the console.</summary>
/// <param name="Section">Where one is.</param>
/// <param name="PersonName">Who works here.</param>
/// <param name="Login">And what they sign in with.</param>
/// <param name="FormToken">For the forms.</param>
/// <param name="Done">What has just been done, as the address says; null: nothing that a page tells of.</param>
public sealed record ConsoleFrame(ConsoleSection Section, string PersonName, string Login, Secret FormToken, string? Done);
