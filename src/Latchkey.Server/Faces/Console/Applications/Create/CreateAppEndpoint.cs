using Latchkey.Protocol;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Registry;
using Latchkey.Server.Faces.Console.Applications.General;
using Latchkey.Server.Faces.Console.Applications.Kit;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Securing.Policies.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Applications.Create;

/// <summary>GET and POST /admin/apps/new: Create App Integration, as the guide clicks through it (contract §8.6).</summary>
internal static class CreateAppEndpoint
{
    internal const string Method = "method";
    internal const string Oidc = "oidc";
    internal const string Type = "type";
    internal const string Access = "access";
    internal const string Everyone = "everyone";
    internal const string Selected = "groups";
    internal const string Nobody = "skip";
    internal const string GroupPrefix = "group.";
    internal const string OtherGroups = "otherGroups";

    private const int MostGroupsShown = 30;

    internal static string AddressOf(string type) => ConsoleAddress.With(ConsoleAddress.Of("apps", "new"), type == Bookmark.Type ? [(Method, type)]
        : [(Method, Oidc), (Type, type)]);

    public static async Task<IResult> Show(HttpContext http, GroupSearch groups)
    {
        if (!TryChosen(http, out var type))
            return Page.Of(new ChooseTypePage
            {
                Frame = http.Frame(ConsoleSection.Applications), Form = FormState.Of([new(Method, Oidc), new(Type, AppTypes.Native)]),
            });
        return await Form(http, groups, type, Suggested(http, type), StatusCodes.Status200OK);
    }

    public static async Task<IResult> Save(HttpContext http, AppChanges changes, AssignmentChanges assignments, Groups groups, GroupSearch search,
        PolicyNames names, ServerSettings settings)
    {
        if (!TryChosen(http, out var type)) return new Found(ConsoleAddress.Of("apps", "new"));
        var form = FormState.Of(await Parameters.Form(http.Request));
        try
        {
            var draft = AppDraft.Of(Proposed(type, form), settings.Development);
            var assigned = await Assigned(http, groups, names, form);
            var app = await changes.Create(http.Doing, draft);
            foreach (var group in assigned) await assignments.Assign(http.Doing, app, group, AppGroupDraft.Of(null, null));
            return new Found(ConsoleAddress.Done(ConsoleAddress.Of("apps", app.Id), "created"));
        }
        catch (RuleException broken)
        {
            return await Form(http, search, type, form.With(broken), StatusCodes.Status400BadRequest);
        }
    }

    private static AppProposal Proposed(string type, FormState form) => type == Bookmark.Type
        ? new() { Label = form["label"], SignOnMode = Bookmark.Mode, Bookmark = new(form.Text(AppSections.Url)) } : new()
        {
            Label = form["label"],
            Client = new()
            {
                ApplicationType = type, GrantTypes = AppGrants.Ticked(form), RedirectUris = form.Lines("redirect_uris"),
                PostLogoutRedirectUris = form.Lines("post_logout_redirect_uris"),
            },
        };

    private static async Task<IReadOnlyList<Group>> Assigned(HttpContext http, Groups groups, PolicyNames names, FormState form)
    {
        if (form[Access] == Everyone) return [await groups.Everyone(http.Org.Id, http.RequestAborted)];
        if (form[Access] != Selected) return [];
        var chosen = new List<Group>();
        var others = await names.Groups(http.Org.Id, OtherGroups, form.Lines(OtherGroups), http.RequestAborted);
        foreach (var id in form.Under(GroupPrefix).Union(others))
            if (await groups.Find(http.Org.Id, id, http.RequestAborted) is { } group) chosen.Add(group);
        return chosen.Count > 0 ? chosen : throw new RuleException("groups", "choose at least one, or another way of access");
    }

    private static bool TryChosen(HttpContext http, out string type)
    {
        type = http.Request.Query[Type].ToString();
        if (http.Request.Query[Method] != Bookmark.Type) return http.Request.Query[Method] == Oidc && AppTypes.All.Contains(type);
        type = Bookmark.Type;
        return true;
    }

    /// <summary>Begins where the guides and the program begin: <c>latchkey apps create native</c> suggests the same addresses.</summary>
    private static FormState Suggested(HttpContext http, string type)
    {
        var scheme = string.Join('.', new Uri(http.Org.Url).Host.Split('.').Reverse());
        return FormState.Of(
        [
            new("label", type switch
            {
                AppTypes.Native => "My Native App",
                AppTypes.Browser => "My SPA",
                AppTypes.Web => "My Web App",
                Bookmark.Type => "My Bookmark",
                _ => "My API Services App",
            }),
            new(AppGrants.Prefix + (type == AppTypes.Service ? GrantType.ClientCredentials : GrantType.AuthorizationCode), "on"),
            new("redirect_uris", type switch
            {
                AppTypes.Native => $"{scheme}:/callback",
                AppTypes.Browser => "http://localhost:8080/login/callback",
                AppTypes.Web => "http://localhost:8080/authorization-code/callback",
                _ => null,
            }),
            new("post_logout_redirect_uris", type switch { AppTypes.Native => $"{scheme}:/", AppTypes.Service => null, _ => "http://localhost:8080" }),
            new(Access, Everyone),
        ]);
    }

    private static async Task<IResult> Form(HttpContext http, GroupSearch groups, string type, FormState form, int status)
    {
        var some = await groups.Ordinary(http.Org.Id, "", "", MostGroupsShown + 1, null, http.RequestAborted);
        return Page.Of(new CreateAppPage
        {
            Frame = http.Frame(ConsoleSection.Applications), Type = type, Form = form, Groups = [.. some.Take(MostGroupsShown)],
            MoreGroups = some.Count > MostGroupsShown,
        }, status);
    }
}
