using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Console.Kit;

internal static class OnwardPages
{
    public static IResult To(string path) => Page.Of(new OnwardPage(path));

    /// <summary>The same page again, asked for from here.</summary>
    public static IResult Here() => new Again();

    private sealed class Again : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) =>
            To(httpContext.Request.Path + httpContext.Request.QueryString).ExecuteAsync(httpContext);
    }
}
