using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Console.Kit;

internal static class OncePages
{
    public static IResult Of(HttpContext http, ConsoleSection section, string title, string means, string what, string value, string address) =>
        Page.Of(new OncePage { Frame = http.Frame(section), Title = title, Means = means, What = what, Value = value, Address = address });
}
