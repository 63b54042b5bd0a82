using Latchkey.Server.Core.Brands;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Logout;

/// <summary>The pages of a sign-out.</summary>
internal static class LogoutPages
{
    public static IResult SignedOut() => SignedOut([], null);

    /// <param name="frames">Where this browser tells apps of it.</param>
    /// <param name="back">Where the person goes on to.</param>
    public static IResult SignedOut(IReadOnlyList<string> frames, WayBack? back) =>
        back is null ? new LeftElsewhere(frames) : Shown(frames, back.Url, back.App?.Label);

    private static Page Shown(IReadOnlyList<string> frames, string? url, string? label) => Page.Of(new SignedOutPage
    {
        Frames = frames, FrameTargets = [.. frames.Select(FrameTarget.Of)], AppLabel = label, Url = url,
    });

    /// <summary>Where the org leaves people who came from no app: at our own page, or at one of its own. Contract §3.8.</summary>
    private sealed class LeftElsewhere(IReadOnlyList<string> frames) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var url = httpContext.Features.Get<Org>() is { } org
                ? (await httpContext.RequestServices.GetRequiredService<BrandPages>().Of(org, httpContext.RequestAborted)).SignedOut : null;
            await (url is not null && frames.Count == 0 ? (IResult)new Found(url) : Shown(frames, url, null)).ExecuteAsync(httpContext);
        }
    }

    public static IResult ConfirmSignOut(User user, string proof, WayBack? back = null) => Page.Of(new ConfirmSignOutPage
    {
        Action = "/signout", PersonName = user.DisplayName,
        Fields = new Dictionary<string, string> { [SignOutForm.Proof] = proof }, FormTargets = back is null ? [] : [FormTarget.Of(back.Uri)],
    });
}
