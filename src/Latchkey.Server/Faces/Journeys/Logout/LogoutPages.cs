using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.Logout;

/// <summary>The pages of a sign-out.</summary>
internal static class LogoutPages
{
    public static IResult SignedOut() => SignedOut([], null);

    /// <param name="frames">Where this browser tells apps of it.</param>
    /// <param name="back">Where the person goes on to.</param>
    public static IResult SignedOut(IReadOnlyList<string> frames, WayBack? back) => Page.Of(new SignedOutPage
    {
        Frames = frames, FrameTargets = [.. frames.Select(FrameTarget.Of)],
        AppLabel = back?.App?.Label, Url = back?.Url,
    });

    public static IResult ConfirmSignOut(User user, string proof, WayBack? back = null) => Page.Of(new ConfirmSignOutPage
    {
        Action = "/signout", PersonName = user.DisplayName,
        Fields = new Dictionary<string, string> { [SignOutForm.Proof] = proof }, FormTargets = back is null ? [] : [FormTarget.Of(back.Uri)],
    });
}
