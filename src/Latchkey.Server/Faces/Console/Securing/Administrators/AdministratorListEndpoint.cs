using System.Globalization;
using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Securing.Administrators;

/// <summary>GET and POST /admin/administrators: Security &gt; Administrators, who has which role, and its end.</summary>
internal static class AdministratorListEndpoint
{
    public const string Remove = "remove";

    private const int PageSize = 50;

    public static readonly string Address = ConsoleAddress.Of("administrators");

    public static Task<IResult> Show(HttpContext http, ShownAssignments shown) => Of(http, shown, FormState.Empty);

    public static async Task<IResult> Change(HttpContext http, ShownAssignments shown, RoleAssignments assignments, RoleLabels labels, RoleChanges changes,
        AdministratorChanges administrators, Users users)
    {
        var form = FormState.Of(await Parameters.Form(http.Request));
        var (id, ct) = (form[RowForm.Id], http.RequestAborted);
        if (form[RowForm.Do] != Remove) return new Found(Address);
        try
        {
            if (await users.Read(http.Org.Id, id, ct) is { IsAdmin: true } super) await administrators.TryRevoke(http.Doing, super);
            else if ((await assignments.All(http.Org.Id, ct)).FirstOrDefault(one => one.Id == id) is { } assignment)
                await changes.Take(http.Doing, assignment, PartyOf(assignment), await labels.Of(assignment, ct));
            return new Found(ConsoleAddress.Done(Address, "removed"));
        }
        catch (StandingException kept)
        {
            return await Of(http, shown, form.With(RowForm.Do, kept.Message), StatusCodes.Status409Conflict);
        }
        catch (BeyondException beyond)
        {
            return await Of(http, shown, form.With(RowForm.Do, beyond.Message), StatusCodes.Status403Forbidden);
        }
    }

    private static LogParty PartyOf(RoleAssignment assignment) => new(assignment.AssigneeId, assignment.Holder.Kind switch
    {
        RoleHolder.Group => "UserGroup",
        RoleHolder.Client => "PublicClientApp",
        _ => "User",
    }, null, null);

    private static async Task<IResult> Of(HttpContext http, ShownAssignments shown, FormState form, int status = StatusCodes.Status200OK)
    {
        var from = int.TryParse(http.Request.Query["from"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? Math.Min(asked, 10_000) : 0;
        var rows = await shown.Page(http.Org, from, PageSize + 1, http.RequestAborted);
        return Page.Of(new AdministratorListPage
        {
            Frame = http.Frame(ConsoleSection.Administrators), Rows = [.. rows.Take(PageSize)], Form = form, First = from > 0 ? Address : null,
            Next = rows.Count > PageSize ? ConsoleAddress.With(Address, ("from", (from + PageSize).ToString(CultureInfo.InvariantCulture))) : null,
        }, status);
    }
}
