using System.Text;
using System.Text.Json;
using Latchkey.Server.Core.Accounts;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Account;

/// <summary>GET and POST /account/data: a person takes what is kept of them with them. Only for who has just signed in.</summary>
internal static class AccountDataEndpoint
{
    private const string Path = "/account/data";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    public static async Task<IResult> Show(HttpContext http, AccountGuard guard)
    {
        var (person, first) = await guard.Proven(http, Path);
        if (person is not var (session, _)) return first!;
        return Page.Of(new AccountDataPage { Fields = guard.Fields(session) });
    }

    public static async Task<IResult> Download(HttpContext http, AccountGuard guard, AccountExport export)
    {
        var form = await Parameters.Form(http.Request);
        if ((await guard.Proven(http, Path)).Person is not var (session, user) || !guard.IsFrom(session, form)) return await Show(http, guard);
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        var data = (await export.Of(http.Org, user, http.RequestAborted)).ToJsonString(Readable);
        return Results.File(Encoding.UTF8.GetBytes(data), "application/json", "my-data.json");
    }
}
