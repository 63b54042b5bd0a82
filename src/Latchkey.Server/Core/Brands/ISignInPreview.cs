using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Core.Brands;

/// <summary>Shows the sign-in page as it would be: the face that has it does, for the face that changes it.</summary>
internal interface ISignInPreview
{
    /// <param name="http">An administrator's request.</param>
    /// <param name="brand">How it would look.</param>
    /// <param name="pages">What the org would have written of it.</param>
    IResult Show(HttpContext http, Brand brand, PagesOfOrg pages);
}
