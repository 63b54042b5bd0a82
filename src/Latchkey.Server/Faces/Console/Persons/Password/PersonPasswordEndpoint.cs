using Latchkey.Server.Core.Accounts;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Persons.Kit;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Persons.Password;

/// <summary>GET and POST /admin/people/{id}/password: a link to a new one, mailed or passed on, or one that is read out.</summary>
internal static class PersonPasswordEndpoint
{
    public const string How = "how";
    public const string ByMail = "mail";
    public const string ByLink = "link";
    public const string Temporary = "temporary";

    public static async Task<IResult> Show(HttpContext http, string userId, ServerSettings settings) =>
        await ShownPerson.Of(http, userId) is { } person
            ? Of(http, person, settings, FormState.Of([new(How, settings.SendsMail ? ByMail : ByLink)]), StatusCodes.Status200OK) : ConsoleRefusals.NotFound();

    public static async Task<IResult> Reset(HttpContext http, string userId, UserSteps steps, ServerSettings settings)
    {
        if (await ShownPerson.Of(http, userId) is not { } person) return ConsoleRefusals.NotFound();
        var (form, said) = (FormState.Of(await Parameters.Form(http.Request)), Language.Of(http).Texts.Directory);
        var address = ConsoleAddress.Of("people", userId);
        try
        {
            if (form[How] == Temporary)
            {
                if (!await ConsoleGate.Allows(http, Rights.ExpirePasswords)) return ConsoleRefusals.At(ConsoleRefusal.NotYours);
                var password = await steps.ReplacePassword(http.Doing, person.User);
                return OncePages.Of(http, ConsoleSection.People, said.PasswordReplaced, said.ReadPasswordOut, said.TemporaryPassword, password, address);
            }
            var link = await steps.ResetPassword(http.Doing, person.User, mail: form[How] == ByMail);
            return link.Mailed ? new Found(ConsoleAddress.Done(address, "reset"))
                : OncePages.Of(http, ConsoleSection.People, said.PasswordEnded, said.PassLinkOn, said.PasswordLink, link.Url, address);
        }
        catch (StandingException standing)
        {
            return Of(http, person, settings, form.With(How, standing.Message), StatusCodes.Status409Conflict);
        }
    }

    private static Page Of(HttpContext http, ShownPerson person, ServerSettings settings, FormState form, int status) => Page.Of(new PersonPasswordPage
    {
        Frame = http.Frame(ConsoleSection.People), Person = person, Form = form, SendsMail = settings.SendsMail,
        MayReplace = person.User.PasswordHash is not null && person.Standing is UserStatus.Active or UserStatus.PasswordExpired,
    }, status);
}
