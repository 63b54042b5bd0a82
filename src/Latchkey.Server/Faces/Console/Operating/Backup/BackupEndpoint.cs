using Latchkey.Server.Core.Operation;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Operating.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Operating.Backup;

/// <summary>
/// /admin/settings/backup: a copy of everything, made and found whole. All orgs of a server are in it, so only the first one's console makes one.
/// </summary>
internal static class BackupEndpoint
{
    public static IResult Show(HttpContext http, Backups backups) => Page.Of(Of(http, backups));

    public static async Task<IResult> Make(HttpContext http, Backups backups)
    {
        var page = Of(http, backups);
        if (!page.May || !page.Here) return ConsoleRefusals.NotFound();
        try
        {
            await backups.Make(http.Doing);
            return new Found(ConsoleAddress.Done(SettingsAddress.Of("backup"), "created"));
        }
        catch (IOException problem)
        {
            return Page.Of(page with { Form = FormState.Empty.With("backup", problem.Message) }, StatusCodes.Status500InternalServerError);
        }
    }

    private static BackupPage Of(HttpContext http, Backups backups)
    {
        var may = http.Org.OwnsServer;
        return new()
        {
            Frame = http.Frame(ConsoleSection.Settings), May = may, Here = backups.Here, Folder = may ? backups.Folder : "",
            Command = may && !backups.Here ? backups.Command : "", Files = may ? backups.All() : [],
        };
    }
}
