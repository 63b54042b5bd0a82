using Latchkey.Server.Core.Brands;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Federation;
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

    /// <summary>In the address: somebody is not who the page took them for.</summary>
    public const string OtherName = "other";

    /// <param name="http">The request.</param>
    /// <param name="request">What waits.</param>
    /// <param name="flow">Its handle.</param>
    /// <param name="identifier">What was typed or hinted.</param>
    /// <param name="problem">Why the page is shown again.</param>
    /// <param name="half">The person has shown a passkey, and the password is missing.</param>
    /// <param name="keyed">It was that, and nothing else that they have.</param>
    /// <param name="forgotten">A passkey that nobody here has, for its device to forget.</param>
    public static async Task<IResult> SignIn(HttpContext http, AuthorizeRequest request, string flow, string? identifier, SignInProblem? problem,
        bool half = false, string? forgotten = null, bool keyed = true)
    {
        var stage = !http.Org.IdentifierFirst ? SignInStage.Both
            : string.IsNullOrWhiteSpace(identifier) || problem is SignInProblem.IdentifierMissing ? SignInStage.Name : SignInStage.Proof;
        var challenge = half ? null : await http.RequestServices.GetRequiredService<PasskeySignIn>().Ask(http.Org, http.RequestAborted);
        var written = await http.RequestServices.GetRequiredService<BrandPages>().Of(http.Org, http.RequestAborted);
        var providers = http.RequestServices.GetRequiredService<SignInProviders>();
        var others = half ? [] : await providers.Offered(http.Org, http.RequestAborted);
        return Page.Of(new SignInPage
        {
            Providers = [.. others.Select(provider => new ProviderButton(provider.Name, SignInProviders.Address(provider.Id, flow)))],
            Routes = !half && await providers.RouteByName(http),
            MailUrl = !half && await http.RequestServices.GetRequiredService<MailSignInRulebook>().Lets(http.Org, request.App, http.RequestAborted)
                ? MailSignInEndpoint.Url(flow) : null,
            Words = written.Words, Stage = stage, ByPhone = http.Org.PhoneSignIn && !half, MayKeep = http.Org.KeepsSignedIn,
            Names = stage is SignInStage.Name ? http.RequestServices.GetRequiredService<RememberedNames>().Of(http) : [],
            OtherNameUrl = stage is SignInStage.Proof && !half ? $"{Threshold.FirstPage}?flow={Uri.EscapeDataString(flow)}&{OtherName}=1" : null,
            UiLocales = request.UiLocales, App = AppAbout.Of(request.App), Flow = flow, Identifier = identifier, Problem = problem, Half = half, Keyed = keyed,
            Passkey = challenge is null ? null : http.RequestServices.GetRequiredService<DeviceChallenges>().Question(http, ByPasskey, challenge),
            Forgotten = forgotten is null ? null : PasskeySignals.Unknown(http.Org, forgotten),
            ForgotUrl = await http.RequestServices.GetRequiredService<AccountRecovery>().IsOpen(http.Org, http.RequestAborted)
                ? ForgotPasswordEndpoint.Url(flow) : null,
            SignUpUrl = (await http.RequestServices.GetRequiredService<SignUpRulebook>().Of(http.Org, request.App, http.RequestAborted)).Register
                ? $"{SignInSteps.SignUpPage}?flow={Uri.EscapeDataString(flow)}" : null,
            FormTargets = [FormTarget.Of(request.ReplyTo.RedirectUri), .. others.Select(provider => FormTarget.Of(provider.Upstream.Issuer)).Distinct()],
            ImageSources = AppAbout.Of(request.App).ImageSources,
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
