using System.Text.Json.Nodes;
using Latchkey.Server.Core.Accounts;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Schemas;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Persons.Create;

/// <summary>GET and POST /admin/people/new: Add Person. The account begins with a link, with a password, or later (contract §3.2, "Status machine").</summary>
internal static class AddPersonEndpoint
{
    public const string Begin = "begin";
    public const string ByMail = "mail";
    public const string ByLink = "link";
    public const string ByPassword = "password";
    public const string Later = "later";
    public const string MustChange = "change";

    private static readonly string[] Given = ["email", "firstName", "lastName"];

    public static IResult Show(HttpContext http, ServerSettings settings) =>
        Form(http, settings, FormState.Of([new(Begin, settings.SendsMail ? ByMail : ByLink)]), StatusCodes.Status200OK);

    public static async Task<IResult> Save(HttpContext http, ServerSettings settings, UserChanges changes, MailReach reach, PasswordHashing hashing,
        PasswordChoice choice, ProfileSchemas schemas)
    {
        var form = FormState.Of(await Parameters.Form(http.Request));
        try
        {
            var profile = new JsonObject { ["login"] = form.Text("login") ?? form.Text("email") };
            foreach (var name in Given) profile[name] = form.Text(name);
            var draft = UserDraft.Of(profile, await schemas.OfUsers(http.Org.Id, http.RequestAborted), reach);
            await changes.RequireFree(http.Org, draft, http.RequestAborted);
            var (user, link) = await changes.Create(http.Doing, draft, new NewAccount
            {
                Activate = form[Begin] != Later, Mail = form[Begin] == ByMail,
                PasswordHash = form[Begin] == ByPassword ? await Hash(http, form, draft, choice, hashing) : null,
                ChangePassword = form[Begin] == ByPassword && form.Ticked(MustChange),
            });
            var address = ConsoleAddress.Of("people", user.Id);
            if (link is not { Mailed: false } toPass) return new Found(ConsoleAddress.Done(address, "created"));
            var said = Language.Of(http).Texts.Directory;
            return OncePages.Of(http, ConsoleSection.People, said.PersonAdded, said.PassLinkOn,
                $"{said.ActivationLink}: {Sentence.Clean(user.DisplayName)}, {user.Email}", toPass.Url, address);
        }
        catch (RuleException broken)
        {
            var marked = form.With(broken);
            return Form(http, settings, form.Text("login") is null ? marked.Blaming("email", insteadOf: "login") : marked, StatusCodes.Status400BadRequest);
        }
    }

    private static async Task<string> Hash(HttpContext http, FormState form, UserDraft draft, PasswordChoice choice, PasswordHashing hashing)
    {
        await choice.Require(http.Org, draft.Profile, null, [], form[ByPassword], http.RequestAborted);
        return await hashing.Hash(form[ByPassword], http.RequestAborted);
    }

    private static Page Form(HttpContext http, ServerSettings settings, FormState form, int status) => Page.Of(new AddPersonPage
    {
        // A password is typed anew, and stands in no page.
        Frame = http.Frame(ConsoleSection.People), Form = form.Set(ByPassword, ""), SendsMail = settings.SendsMail,
    }, status);
}
