namespace Latchkey.Server.Ground.Pages;

/// <summary>Knows how the pages of a request look.</summary>
internal interface IPageLook
{
    ValueTask<Brand> Of(HttpContext http);

    /// <summary>The page that the org wrote itself; null where it has none.</summary>
    /// <param name="http">The request.</param>
    /// <param name="page">One of <see cref="PageFrames"/>.</param>
    ValueTask<PageFrame?> FrameOf(HttpContext http, string page);

    /// <summary>The stylesheet of the org's own for such pages; null where it has none.</summary>
    /// <param name="http">The request.</param>
    ValueTask<StyleSheet?> SheetOf(HttpContext http);

    /// <summary>A cookie of this value: show ours, whatever the org wrote.</summary>
    public const string Cookie = "lk_look", Plain = "default";
}
