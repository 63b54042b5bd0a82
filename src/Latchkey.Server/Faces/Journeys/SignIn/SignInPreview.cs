using Latchkey.Server.Core.Brands;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.SignIn;

/// <summary>The sign-in page as it would be, in a frame of a page of this host. Nobody signs in with it.</summary>
internal sealed class SignInPreview : ISignInPreview
{
    /// <summary>Of no sign-in.</summary>
    private const string Flow = "preview";

    public IResult Show(HttpContext http, Brand brand, PagesOfOrg pages) => Show(http, brand, pages, framed: true);

    /// <inheritdoc cref="Show(HttpContext, Brand, PagesOfOrg)"/>
    public static IResult Show(HttpContext http, Brand brand, PagesOfOrg pages, bool framed)
    {
        http.Features.Set(new Previewing(pages.Frames, pages.Sheet));
        return Page.Of(new SignInPage
        {
            Flow = Flow, SignUpUrl = http.Org.AllowsSignUp ? "#" : null, ForgotUrl = "#", Words = pages.Words, Brand = brand, Framer = framed ? "'self'" : null,
        });
    }
}
