using System.Text;
using Latchkey.Server.Ground.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Latchkey.Server.Ground.Pages;

/// <summary>A page for a person, rendered once on the server and sent with everything a browser needs to distrust it.</summary>
public sealed class Page : IResult, IStatusCodeHttpResult
{
    private readonly Type view;
    private readonly PageModel model;

    private Page(Type view, PageModel model, int status) => (this.view, this.model, Status) = (view, model, status);

    public int Status { get; }

    int? IStatusCodeHttpResult.StatusCode => Status;

    public static Page Of<TView>(PageModel<TView> model, int status = StatusCodes.Status200OK) where TView : IComponent => new(typeof(TView), model, status);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        // Rendered whole before the first header: a view that fails must not leave half a page behind.
        // A page may be shown where there is no org that could frame it.
        var look = httpContext.RequestServices.GetService<IPageLook>();
        var frame = model.FrameName is { } name && look is not null ? await look.FrameOf(httpContext, name) : null;
        var sheet = model.FrameName is not null && look is not null ? await look.SheetOf(httpContext) : null;
        var dressed = await model.Dressed(httpContext) with { Sheet = sheet };
        var text = await Render(httpContext.RequestServices, dressed);
        if (frame is not null) text = frame.Around(dressed, text);
        var html = Encoding.UTF8.GetBytes(text);
        var answer = httpContext.Response;
        answer.StatusCode = Status;
        answer.ContentType = "text/html; charset=utf-8";
        answer.ContentLength = html.Length;
        Protect(answer.Headers, frame, sheet);
        if (!HttpMethods.IsHead(httpContext.Request.Method)) await answer.Body.WriteAsync(html, httpContext.RequestAborted);
    }

    private async Task<string> Render(IServiceProvider services, PageModel dressed)
    {
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(async () =>
            "<!DOCTYPE html>\n" + (await renderer.RenderComponentAsync(view,
            ParameterView.FromDictionary(new Dictionary<string, object?> { ["Model"] = dressed }))).ToHtmlString());
    }

    private void Protect(IHeaderDictionary headers, PageFrame? frame, StyleSheet? sheet)
    {
        headers.ContentSecurityPolicy = Policy(frame, sheet, frame is null ? sheet?.Sources ?? [] : frame.ReportsOnly ? ["https:"] : frame.Sources)
            + (frame is { ReportsOnly: false, ReportUri.Length: > 0 } ? $"; report-uri {frame.ReportUri}" : "");
        if (frame is { ReportsOnly: true })
        {
            headers.ContentSecurityPolicyReportOnly =
                Policy(frame, sheet, frame.Sources) + (frame.ReportUri is { Length: > 0 } told ? $"; report-uri {told}" : "");
        }
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        if (model.Framer is null) headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        // Any other value cuts a popup off from the page that opened it and is waiting for its answer.
        headers["Cross-Origin-Opener-Policy"] = "unsafe-none";
    }

    private string Policy(PageFrame? frame, StyleSheet? sheet, IReadOnlyList<string> theirs)
    {
        var beside = theirs.Count == 0 ? "" : " " + string.Join(' ', theirs);
        // Styles of theirs carry a nonce of their own: the one of our scripts they are not told.
        var styles = (frame is null ? "" : $" 'nonce-{model.StyleNonce}'{beside}; style-src-attr 'unsafe-inline'")
            + (frame is null && sheet is null ? "" : $"; font-src 'self' data:{beside}");
        return $"default-src 'none'; style-src 'self' 'nonce-{model.Nonce}'{styles}; script-src 'nonce-{model.Nonce}'; "
            + $"img-src {string.Join(' ', ["'self'", "data:", .. Sources(model.ImageSources)])}{beside}; "
            + (model.Looks ? "connect-src 'self'; " : "")
            + (model.FrameTargets.Count > 0 ? $"frame-src {string.Join(' ', Sources(model.FrameTargets))}; " : "")
            + $"form-action {string.Join(' ', ["'self'", .. Sources(model.FormTargets)])}; frame-ancestors {model.Framer ?? "'none'"}; base-uri 'none'";
    }

    /// <summary>Each once; so many that the head would not pass a proxy by their schemes alone.</summary>
    private static IEnumerable<string> Sources(IEnumerable<string> all)
    {
        var each = all.Distinct().ToArray();
        return each.Sum(source => source.Length) <= Lengths.Sources ? each
            : each.Select(source => source[..(source.IndexOf(':', StringComparison.Ordinal) + 1)]).Distinct();
    }
}
