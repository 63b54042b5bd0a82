using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Callers;

/// <summary>
/// What says of a form of the console whose it is. It carries the token of its session, and nothing is done without that (threats row 4); and behind it,
/// sealed, the person it was made for: so that what they typed can be shown to them once more when the session has ended meanwhile.
/// </summary>
internal sealed class ConsoleForms(Seal seal, TimeProvider clock)
{
    /// <summary>How old a form may be that is shown once more.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private const string Purpose = "console-form";
    private const char Mark = '.';

    /// <summary>What the forms of this caller carry.</summary>
    public Secret TokenOf(Org org, ConsoleCaller caller) =>
        new($"{caller.FormToken.Value}{Mark}{seal.Close(Purpose, $"{clock.Seconds} {caller.User.Id}", org.Id)}");

    /// <summary>Whether it was made in this session.</summary>
    public static bool IsOf(ConsoleCaller caller, string sent) => caller.FormToken.Is(sent.Split(Mark)[0]);

    /// <summary>Whether a page of ours made it not long ago, and for this person; null: whoever.</summary>
    public bool IsOurs(Org org, string sent, User? user) => sent.Split(Mark) is [_, var closed]
        && seal.TryOpen(Purpose, closed, org.Id)?.Split(' ') is [var at, var id]
        && clock.Seconds - long.Parse(at, System.Globalization.CultureInfo.InvariantCulture) <= Kept.TotalSeconds && (user is null || user.Id == id);

    /// <summary>What was sent; empty: nothing.</summary>
    public static async Task<string> Sent(HttpContext http)
    {
        if (!UploadedForm.IsOne(http.Request)) return (await Parameters.LongForm(http.Request))[ConsoleCaller.FormField] ?? "";
        try
        {
            return (await UploadedForm.Of(http)).Fields.GetValueOrDefault(ConsoleCaller.FormField, "");
        }
        catch (Exception broken) when (broken is RuleException or ApiError)
        {
            return "";                                                 // too long, or no form: it says of no session
        }
    }
}
