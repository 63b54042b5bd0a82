using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Console.Kit;

/// <summary>Pages that say no.</summary>
internal static class ConsoleRefusals
{
    /// <param name="refusal">Why.</param>
    /// <param name="who">Can give what is missing.</param>
    public static IResult At(ConsoleRefusal refusal, params IReadOnlyList<string> who) => refusal switch
    {
        ConsoleRefusal.FromElsewhere => OnwardPages.Here(),
        ConsoleRefusal.ForeignForm => Of(RefusedBecause.ForeignForm, StatusCodes.Status403Forbidden),
        ConsoleRefusal.SignInFirst or ConsoleRefusal.OlderForm => new KeptForm(refusal),
        ConsoleRefusal.NotYours => Page.Of(new RefusedPage(RefusedBecause.NotYours, who), StatusCodes.Status403Forbidden),
        _ => Of(RefusedBecause.NotAllowed, StatusCodes.Status403Forbidden),
    };

    public static IResult OfSignIn(bool notAllowed, bool refused) =>
        notAllowed ? Of(RefusedBecause.NotAllowed, StatusCodes.Status403Forbidden)
        : Of(refused ? RefusedBecause.SignInRefused : RefusedBecause.SignInExpired, StatusCodes.Status400BadRequest);

    /// <summary>What a link names is gone, or never was.</summary>
    public static IResult NotFound() => Of(RefusedBecause.NotFound, StatusCodes.Status404NotFound);

    private static Page Of(RefusedBecause why, int status) => Page.Of(new RefusedPage(why, []), status);
}
