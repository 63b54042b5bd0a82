using Latchkey.Server.Core.Accounts;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Recovery;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Persons.Kit;
using Latchkey.Server.Faces.Console.Persons.Profile;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Persons.Standing;

/// <summary>
/// /admin/people/{id}/steps/{step}, and /delete: from one standing to the next (contract §3.2, "Status machine"). What is hard to take back asks first.
/// </summary>
internal static class PersonStepEndpoint
{
    public static async Task<IResult> Ask(HttpContext http, string userId, string step) =>
        await ShownPerson.Of(http, userId) is { } person && Possible(http, person, step) is { Asks: true } possible
            ? Page.Of(Confirmation(http, person, possible, FormState.Empty)) : ConsoleRefusals.NotFound();

    public static async Task<IResult> Take(HttpContext http, string userId, string step, UserSteps steps)
    {
        if (await ShownPerson.Of(http, userId) is not { } person || !UserStatuses.AllSteps.Contains(step)) return ConsoleRefusals.NotFound();
        var (doing, user) = (http.Doing, person.User);
        try
        {
            switch (step)
            {
                case "activate":
                    return After(http, user, "activated", await steps.Activate(doing, user, mail: true));
                case "reactivate":
                    return After(http, user, "invited", await steps.Reactivate(doing, user, mail: true));
                case "suspend":
                    await steps.Suspend(doing, user);
                    return After(http, user, "suspended");
                case "unsuspend":
                    await steps.Unsuspend(doing, user);
                    return After(http, user, "unsuspended");
                case "unlock":
                    await steps.Unlock(doing, user);
                    return After(http, user, "unlocked");
                case "expire_password":
                    await steps.ExpirePassword(doing, user);
                    return After(http, user, "expired");
                case "deactivate":
                    await steps.Deactivate(doing, user);
                    return After(http, user, "deactivated");
                default:
                    return ConsoleRefusals.NotFound();
            }
        }
        catch (StandingException standing)
        {
            return await PersonEndpoint.Refused(http, person, standing.Message);
        }
    }

    public static Task<IResult> AskToDelete(HttpContext http, string userId) => Ask(http, userId, PersonStep.Delete);

    public static async Task<IResult> Delete(HttpContext http, string userId, UserChanges changes)
    {
        if (await ShownPerson.Of(http, userId) is not { } person) return ConsoleRefusals.NotFound();
        var (typed, texts) = (FormState.Of(await Parameters.Form(http.Request)), Language.Of(http).Texts);
        var step = Standings.Of(PersonStep.Delete, texts.Directory, texts.Console);
        // The same call deactivates whoever is not: that is not what this page says it does.
        var wrong = typed.Text(ConfirmPage.Typed) != person.User.Login.Trim() ? texts.Console.NameDiffers
            : person.Standing != UserStatus.Deprovisioned ? texts.Console.StillActive : null;
        if (wrong is not null) return Page.Of(Confirmation(http, person, step, typed.With(ConfirmPage.Typed, wrong)), StatusCodes.Status400BadRequest);
        await changes.Delete(http.Doing, person.User);
        return new Found(ConsoleAddress.Done(ConsoleAddress.Of("people"), "deleted"));
    }

    private static PersonStep? Possible(HttpContext http, ShownPerson person, string step) =>
        Standings.Steps(person.Standing, Language.Of(http).Texts.Directory, Language.Of(http).Texts.Console).FirstOrDefault(one => one.Word == step);

    private static IResult After(HttpContext http, User user, string done, AccountLink? link = null)
    {
        var address = ConsoleAddress.Of("people", user.Id);
        if (link is not { Mailed: false }) return new Found(ConsoleAddress.Done(address, done));
        var said = Language.Of(http).Texts.Directory;
        return OncePages.Of(http, ConsoleSection.People, said.PersonActivated, said.PassLinkOn, said.ActivationLink, link.Url, address);
    }

    private static ConfirmPage Confirmation(HttpContext http, ShownPerson person, PersonStep step, FormState form) => new()
    {
        Frame = http.Frame(ConsoleSection.People), Title = Sentence.Plain(step.Question!, person.User.DisplayName), Means = step.Means,
        Action = step.Label, Address = step.AddressOf(person.User), Back = ConsoleAddress.Of("people", person.User.Id),
        TypeName = step.Word == PersonStep.Delete ? person.User.Login : null, Form = form,
    };
}
