using Latchkey.Server.Core.Brands;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Passkeys;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Recovery;
using Latchkey.Server.Core.Requests;
using Latchkey.Server.Core.SignOn;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.SignIn;

/// <summary>The pages of a sign-in.</summary>
internal static class SignInPages
{
    /// <summary>What a device's answer on the first page is for.</summary>
    public const string ByPasskey = "sign-in";

    /// <param name="http">The request.</param>
    /// <param name="request">What waits.</param>
    /// <param name="flow">Its handle.</param>
    /// <param name="identifier">What was typed or hinted.</param>
    /// <param name="problem">Why the page is shown again.</param>
    /// <param name="half">The person has shown a passkey, and the password is missing.</param>
    /// <param name="forgotten">A passkey that nobody here has, for its device to forget.</param>
    public static async Task<IResult> SignIn(HttpContext http, AuthorizeRequest request, string flow, string? identifier, SignInProblem? problem,
        bool half = false, string? forgotten = null)
    {
        var challenge = half ? null : await PasskeySignIn.Ask(http.Org);
        var written = await http.RequestServices.GetRequiredService<BrandPages>().Of(http.Org.Id, http.RequestAborted);
        return Page.Of(new SignInPage
        {
            Words = written.Words,
            UiLocales = request.UiLocales, App = AppAbout.Of(request.App), Flow = flow, Identifier = identifier, Problem = problem, Half = half,
            Passkey = challenge is null ? null : http.RequestServices.GetRequiredService<DeviceChallenges>().Question(http, ByPasskey, challenge),
            Forgotten = forgotten is null ? null : PasskeySignals.Unknown(http.Org, forgotten),
            ForgotUrl = await http.RequestServices.GetRequiredService<AccountRecovery>().IsOpen(http.Org, http.RequestAborted)
                ? ForgotPasswordEndpoint.Url(flow) : null,
            SignUpUrl = (await http.RequestServices.GetRequiredService<SignUpRulebook>().Of(http.Org, request.App, http.RequestAborted)).Register
                ? $"{SignInSteps.SignUpPage}?flow={Uri.EscapeDataString(flow)}" : null,
            FormTargets = [FormTarget.Of(request.ReplyTo.RedirectUri)], ImageSources = AppAbout.Of(request.App).ImageSources,
        }, problem is SignInProblem.Busy ? 503 : 200);
    }

    public static IResult Consent(AuthorizeRequest request, string flow, User user, IReadOnlyList<ScopeDefinition> scopes) =>
        Page.Of(new ConsentPage
        {
            UiLocales = request.UiLocales, App = AppAbout.Of(request.App), Flow = flow, PersonName = user.DisplayName, Login = user.Login, Scopes = scopes,
            FormTargets = [FormTarget.Of(request.ReplyTo.RedirectUri)], ImageSources = AppAbout.Of(request.App).ImageSources,
        });

    /// <param name="here">Who is signed in in this browser.</param>
    /// <param name="handover">Who would be.</param>
    /// <param name="asked">What the answer is about, sealed.</param>
    /// <param name="app">Who asks; null where no app does.</param>
    /// <param name="onward">Where the answer leads.</param>
    public static IResult SwitchPerson(User here, Handover handover, string asked, App? app, string onward)
    {
        var about = app is null ? null : AppAbout.Of(app);
        return Page.Of(new SwitchPersonPage
        {
            App = about, ImageSources = about?.ImageSources ?? [], FormTargets = [FormTarget.Of(onward)],
            Here = Called(here.DisplayName, here.Login), Next = Called(handover.User.DisplayName, handover.User.Login), Asked = asked,
        });
    }

    /// <summary>A name, and the login where that is another: two people may have one name.</summary>
    public static string Called(string name, string login) => name == login ? login : $"{name} ({login})";
}
