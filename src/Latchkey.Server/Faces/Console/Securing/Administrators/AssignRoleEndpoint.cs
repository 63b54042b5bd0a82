using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Securing.Administrators;

/// <summary>GET and POST /admin/administrators/new: gives a role to a person, a group or an app.</summary>
internal static class AssignRoleEndpoint
{
    public const string Who = "who";
    public const string Role = "role";
    public const string Set = "set";
    public const string Only = "only";

    private const string Taken = "they have this role already";

    public static Task<IResult> Show(HttpContext http, CustomRoles roles, ResourceSets sets) => Of(http, roles, sets, FormState.Empty);

    public static async Task<IResult> Save(HttpContext http, CustomRoles roles, ResourceSets sets, RoleChanges changes, AdministratorChanges administrators,
        NamedThings names)
    {
        var form = FormState.Of(await Parameters.Form(http.Request));
        try
        {
            var (holder, party, user) = await names.Holder(http.Org, form.Text(Who), http.RequestAborted)
                ?? throw new RuleException(Who, Language.Of(http).Texts.Role.NobodyCalledSo);
            if (StandardRole.Find(form.Text(Role)) is { } standard)
            {
                var targets = await Targets(http, standard, form, names);
                var given = standard.Type == StandardRole.Super && user is not null ? await administrators.TryGrant(http.Doing, user)
                    : await changes.Give(http.Doing, holder, party, standard, targets) is not null;
                return given ? new Found(ConsoleAddress.Done(AdministratorListEndpoint.Address, "saved")) : throw new RuleException(Role, Taken);
            }
            var role = await roles.Find(http.Org.Id, form[Role], http.RequestAborted) ?? throw new RuleException(Role, "is required");
            var set = await sets.Find(http.Org.Id, form[Set], http.RequestAborted) ?? throw new RuleException(Set, "is required");
            return await changes.Give(http.Doing, holder, party, role, set) is not null
                ? new Found(ConsoleAddress.Done(AdministratorListEndpoint.Address, "saved")) : throw new RuleException(Role, Taken);
        }
        catch (RuleException broken)
        {
            return await Of(http, roles, sets, form.With(broken.Field == "groupId" ? new RuleException(Who, broken.Reasons) : broken),
                StatusCodes.Status400BadRequest);
        }
        catch (StandingException standing)
        {
            return await Of(http, roles, sets, form.With(Who, standing.Message), StatusCodes.Status409Conflict);
        }
        catch (BeyondException beyond)
        {
            return await Of(http, roles, sets, form.With(Role, beyond.Message), StatusCodes.Status403Forbidden);
        }
    }

    private static async Task<IReadOnlyList<AdminResource>> Targets(HttpContext http, StandardRole role, FormState form, NamedThings names)
    {
        var targets = new List<AdminResource>();
        foreach (var line in form.Lines(Only))
        {
            if (!role.TakesGroups && !role.TakesApps) throw new RuleException(Only, $"{role.Label}: is for everything");
            targets.Add(await names.Target(http.Org, role, line, http.RequestAborted)
                ?? throw new RuleException(Only, $"{line}: {Language.Of(http).Texts.Role.NobodyCalledSo}"));
        }
        return targets;
    }

    private static async Task<IResult> Of(HttpContext http, CustomRoles roles, ResourceSets sets, FormState form, int status = StatusCodes.Status200OK) =>
        Page.Of(new AssignRolePage
        {
            Frame = http.Frame(ConsoleSection.Administrators), Form = form,
            Standard = [.. StandardRole.All.Select(role => new FormOption(role.Type, role.Label))],
            Custom = await roles.All(http.Org.Id, http.RequestAborted), Sets = await sets.All(http.Org.Id, http.RequestAborted),
        }, status);
}
