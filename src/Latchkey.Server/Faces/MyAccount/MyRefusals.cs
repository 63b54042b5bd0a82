using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.MyAccount;

/// <summary>What of Okta's MyAccount API this server has nothing to do with: a client is told that it is not here.</summary>
internal static class MyRefusals
{
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

    public static RouteGroupBuilder MapMyRefusals(this RouteGroupBuilder mine)
    {
        Refuse(mine, "phones", "This server has no sender of text messages and calls nobody.");
        Refuse(mine, "app-authenticators", "Codes and passkeys are verified by the call that brings them: no app is asked by push here.");
        return mine;
    }

    private static void Refuse(RouteGroupBuilder mine, string what, string why)
    {
        foreach (var path in (string[])[$"/{what}", $"/{what}/{{*rest}}"])
            mine.MapMethods(path, Methods, IResult () => throw new ApiError(501, "E0000060", "Unsupported operation.", why)).ForAnyScope();
    }
}
