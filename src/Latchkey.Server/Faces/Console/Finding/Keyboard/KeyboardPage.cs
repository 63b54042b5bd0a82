using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Finding.Keyboard;

public sealed record KeyboardPage : ConsolePage<KeyboardView>;
