namespace Latchkey.Server.Ground.Pages;

/// <summary>Knows how the pages of a request look.</summary>
internal interface IPageLook
{
    ValueTask<Brand> Of(HttpContext http);
}
