using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Faces.Console.Callers;

namespace Latchkey.Server.Faces.Console.Kit;

internal static class ConsoleFrames
{
    /// <summary>In the address of the page that follows a change.</summary>
    public const string DoneParameter = "done";

    /// <summary>To look at the pages of a line of the menu.</summary>
    private static readonly (ConsoleSection Section, string Right)[] Needed =
    [
        (ConsoleSection.Applications, Rights.Read("apps")), (ConsoleSection.People, Rights.Read("users")), (ConsoleSection.Groups, Rights.Read("groups")),
        (ConsoleSection.Api, Rights.Read("authorizationServers")), (ConsoleSection.Policies, Rights.Read("policies")),
        (ConsoleSection.Networks, Rights.Read("networkZones")), (ConsoleSection.Administrators, Rights.Read("roles")),
        (ConsoleSection.Log, Rights.Read("logs")), (ConsoleSection.SignIns, Rights.Read("logs")), (ConsoleSection.Reports, Rights.Read("logs")),
        (ConsoleSection.Brands, Rights.Read("brands")), (ConsoleSection.Providers, Rights.Read("idps")),
        (ConsoleSection.EventHooks, Rights.Read("eventHooks")), (ConsoleSection.InlineHooks, Rights.Read("inlineHooks")),
        (ConsoleSection.Authenticators, Rights.Read("authenticators")), (ConsoleSection.Settings, Rights.Read("orgs")),
    ];

    public static ConsoleFrame Frame(this HttpContext http, ConsoleSection section)
    {
        var user = http.Administrator.User;
        var token = http.RequestServices.GetRequiredService<ConsoleForms>().TokenOf(http.Org, http.Administrator);
        var (may, done) = (http.Administrator.Authority, http.Request.Query[DoneParameter].ToString());
        return new(section, user.DisplayName, user.Login, token, http.Org.Url, done.Length > 0 ? done : null)
        {
            Sections = Needed.Where(one => may.May(one.Right)).Select(one => one.Section).Append(ConsoleSection.Home).ToHashSet(),
            Calls = http.RequestServices.GetRequiredService<FormCalls>().On(http),
            Undo = done.Length > 0 ? http.RequestServices.GetRequiredService<Undoing>().Take(http) : null,
        };
    }
}
