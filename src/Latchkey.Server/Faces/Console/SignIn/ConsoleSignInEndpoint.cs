using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.SignIn;

/// <summary>GET /admin/signin leads to where one signs in, GET /admin/callback comes back from there, POST /admin/signout leaves.</summary>
internal static class ConsoleSignInEndpoint
{
    /// <summary>Ends the browser's session too, and tells the apps that share it.</summary>
    private const string SignOutPath = "/login/signout";

    public static async Task<IResult> Begin(HttpContext http, ConsoleSignIn signIn)
    {
        var query = http.Request.Query;
        return new Found(await signIn.Begin(http, Within(query["back"].ToString()), again: query.ContainsKey("again")));
    }

    public static async Task<IResult> Finish(HttpContext http, ConsoleSignIn signIn)
    {
        var (back, problem) = await signIn.Finish(http);
        // Where another site's link began it, the cookie is sent only by what a page of ours leads to.
        if (back is not null) return FetchMetadata.IsFromHere(http) ? new Found(back) : OnwardPages.To(back);
        return ConsoleRefusals.OfSignIn(problem == ConsoleSignInProblem.NotAllowed, problem == ConsoleSignInProblem.Refused);
    }

    public static async Task<IResult> SignOut(HttpContext http, ConsoleSessions sessions)
    {
        await sessions.End(http);
        return new Found(SignOutPath + QueryString.Create("fromURI", http.Org.Url + "/"));
    }

    /// <summary>A page of the console and nothing else: whatever a link says.</summary>
    private static string Within(string back) =>
        back.Length <= Lengths.Address / 4 && IsOfConsole(back)
            && !back.Contains('\\', StringComparison.Ordinal) && !back.Contains("//", StringComparison.Ordinal)
            && !back.Any(char.IsControl) && !back.StartsWith(ConsoleGate.SignInPath, StringComparison.Ordinal) ? back : ConsoleAccess.Path;

    private static bool IsOfConsole(string path) =>
        path.StartsWith(ConsoleAccess.Path, StringComparison.Ordinal)
            && (path.Length == ConsoleAccess.Path.Length || path[ConsoleAccess.Path.Length] is '/' or '?');
}
