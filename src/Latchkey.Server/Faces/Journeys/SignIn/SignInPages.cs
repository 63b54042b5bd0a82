using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Recovery;
using Latchkey.Server.Core.Requests;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.SignIn;

/// <summary>The pages of a sign-in.</summary>
public static class SignInPages
{
    public static IResult SignIn(HttpContext http, AuthorizeRequest request, string flow, string? identifier, SignInProblem? problem) => Page.Of(new SignInPage
    {
        UiLocales = request.UiLocales, App = AppAbout.Of(request.App), Flow = flow, Identifier = identifier, Problem = problem,
        ForgotUrl = http.RequestServices.GetRequiredService<AccountRecovery>().IsOpen(http.Org) ? ForgotPasswordEndpoint.Url(flow) : null,
        SignUpUrl = http.Org.AllowsSignUp ? $"{SignInSteps.SignUpPage}?flow={Uri.EscapeDataString(flow)}" : null,
        FormTargets = [FormTarget.Of(request.ReplyTo.RedirectUri)], ImageSources = AppAbout.Of(request.App).ImageSources,
    }, problem is SignInProblem.Busy ? 503 : 200);

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
