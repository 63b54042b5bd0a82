using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Console.Finding.Keyboard;

/// <summary>GET /admin/keyboard: the keys that lead somewhere, and the switch that turns them off (WCAG 2.2 §2.1.4).</summary>
internal static class KeyboardEndpoint
{
    public static IResult Show(HttpContext http) => Page.Of(new KeyboardPage { Frame = http.Frame(ConsoleSection.None) });
}
