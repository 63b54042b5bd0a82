using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Grouping.Kit;

/// <summary>Puts somebody into a group or takes them out of it, asked for on the page of either.</summary>
internal static class MembershipForm
{
    public const string Add = "add";
    public const string Remove = "remove";

    /// <param name="http">The request.</param>
    /// <param name="form">What of the two.</param>
    /// <param name="group">The group.</param>
    /// <param name="user">The person.</param>
    /// <param name="here">The page that it was asked for on.</param>
    /// <param name="again">That page with what is wrong: the group keeps everybody, or a rule keeps this person in it.</param>
    public static async Task<IResult> Change(HttpContext http, FormState form, Group group, User user, string here, Func<FormState, int, Task<IResult>> again)
    {
        var changes = http.RequestServices.GetRequiredService<GroupChanges>();
        try
        {
            switch (form[RowForm.Do])
            {
                case Add:
                    await changes.Add(http.Doing, group, user);
                    return new Found(ConsoleAddress.Done(here, "added"));
                case Remove:
                    await changes.Remove(http.Doing, group, user);
                    return new Found(ConsoleAddress.Done(here, "removed"));
                default:
                    return new Found(here);
            }
        }
        catch (BuiltInException kept)
        {
            return await again(form.With(RowForm.Do, kept.Message), StatusCodes.Status400BadRequest);
        }
        catch (BeyondException beyond)
        {
            return await again(form.With(RowForm.Do, beyond.Message), StatusCodes.Status403Forbidden);
        }
        catch (StandingException held)
        {
            return await again(form.With(RowForm.Do, held.Message), StatusCodes.Status409Conflict);
        }
    }
}
