namespace Latchkey.Server.Ground.Pages;

/// <summary>Knows how the pages of a request look.</summary>
public interface IPageLook
{
    ValueTask<Brand> Of(HttpContext http);
}
