using Latchkey.Server.Core.Notices;
using Latchkey.Server.Faces.Console.Branding.Kit;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Branding.Letters;

/// <summary>/admin/brand/mails/{name}/preview: a mail as its reader's program shows it, in a frame; as HTML or as text, saved or typed.</summary>
internal static class MailPreviewEndpoint
{
    public const string As = "as", Text = "text";

    public static async Task<IResult> Show(HttpContext http, string name, MailWordsOfOrg words, TimeProvider clock)
    {
        if (MailKinds.Find(name) is not { } kind) return ConsoleRefusals.NotFound();
        var language = http.Request.Query[MailForm.Tongue].ToString() is { Length: > 0 and <= 35 } asked ? asked : Language.English.Tag;
        return Sent(http, await MailSamples.Saved(http, kind, language, words, clock));
    }

    public static async Task<IResult> Try(HttpContext http, string name, TimeProvider clock)
    {
        if (MailKinds.Find(name) is not { } kind) return ConsoleRefusals.NotFound();
        var typed = FormState.Of(await Parameters.LongForm(http.Request));
        try
        {
            var draft = MailForm.Read(kind, typed);
            var ours = MailSamples.Ours(http, kind, draft.Language, clock);
            return Sent(http, OrgLetters.Filled(ours, ours.Facts!, draft.Language, draft.Subject, draft.Body));
        }
        catch (RuleException broken)
        {
            return Page.Of(new UnseenPage { Form = typed.With(broken), Framer = "'self'" }, StatusCodes.Status400BadRequest);
        }
    }

    /// <summary>Nothing in it runs, is sent, or leads anywhere.</summary>
    private static IResult Sent(HttpContext http, Letter letter)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data: https:; form-action 'none'; base-uri 'none'; "
            + "frame-ancestors 'self'; sandbox allow-same-origin";
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        return http.Request.Query[As] == Text
            ? TypedResults.Content($"{letter.Subject}\n\n{letter.Text}", "text/plain; charset=utf-8")
            : TypedResults.Content(letter.Html, "text/html; charset=utf-8");
    }
}
