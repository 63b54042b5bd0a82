using Latchkey.Server.Faces.Console.Callers;

namespace Latchkey.Server.Faces.Console.Kit;

internal static class ConsoleFrames
{
    /// <summary>In the address of the page that follows a change.</summary>
    public const string DoneParameter = "done";

    public static ConsoleFrame Frame(this HttpContext http, ConsoleSection section)
    {
        var (user, _, token) = http.Administrator;
        return new(section, user.DisplayName, user.Login, token, http.Request.Query[DoneParameter].ToString() is { Length: > 0 } done ? done : null);
    }
}
