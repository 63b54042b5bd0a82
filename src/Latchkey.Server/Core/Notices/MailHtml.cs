using System.Globalization;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Core.Notices;

/// <summary>The one layout of all mails. Styles stand in the elements and a table holds them up: mail programs know no better.</summary>
internal static class MailHtml
{
    public static string Of(Language language, Brand brand, string greeting, string text, string button, string link, params string[] small) =>
        Frame(language, brand, greeting, text, new($"""
        {Button(brand, button, link)}
        <p style="margin:0 0 20px;font-size:13px;color:#5a5e66;word-break:break-all">
          <a href="{link}" style="color:{brand.MailColour.ReadableOn(Colour.White)}">{link}</a></p>
        """), small);

    /// <summary>It tells, and leads nowhere.</summary>
    public static string Plain(Language language, Brand brand, string greeting, string text, params string[] small) =>
        Frame(language, brand, greeting, text, new($""), small);

    public static string WithCode(Language language, Brand brand, string greeting, string text, string code, params string[] small) =>
        Frame(language, brand, greeting, text, Code(code, below: 28), small);

    public static string WithCodeAndLink(Language language, Brand brand, string greeting, string text, string code, (string Or, string Button, string Link) way,
        params string[] small) =>
        Frame(language, brand, greeting, text, new($"""
        {Code(code, below: 20)}
        <p style="margin:0 0 12px">{way.Or}</p>
        {Button(brand, way.Button, way.Link)}
        """), small);

    private static Part Code(string code, int below) => new($"""
        <p dir="ltr" style="margin:0 0 {below}px;padding:18px 24px;border-radius:12px;
          background:#f3f1ec;font:600 30px/1.2 ui-monospace,Menlo,Consolas,monospace;letter-spacing:6px;text-align:center">{code}</p>
        """);

    private static Part Button(Brand brand, string button, string link) => new($"""
        <p style="margin:0 0 28px"><a href="{link}" style="display:inline-block;padding:13px 24px;border-radius:12px;
          background:{brand.MailColour};color:{brand.OnMailColour};font-weight:600;text-decoration:none">{button}</a></p>
        """);

    private static string Frame(Language language, Brand brand, string greeting, string text, Part middle, string[] small) => Encoded($"""
        <!DOCTYPE html>
        <html lang="{language.Tag}" dir="{(language.RightToLeft ? "rtl" : "ltr")}">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light">
          <title>{brand.Name}</title></head>
        <body style="margin:0;padding:24px 12px;background:#f3f1ec;color:#1d1f23;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif">
        <table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center">
        <table role="presentation" cellpadding="0" cellspacing="0" style="width:100%;max-width:520px;background:#fffefb;border-radius:20px">
          <tr><td style="padding:36px">
        <p style="margin:0 0 28px;font-weight:600"><span
          style="display:inline-block;width:12px;height:12px;border-radius:4px;background:{brand.MailColour}"></span>&nbsp; {Sentence.Clean(brand.Name)}</p>
        <p style="margin:0 0 12px">{greeting}</p>
        <p style="margin:0 0 28px">{text}</p>
        {middle}
        <p style="margin:0;font-size:13px;color:#5a5e66">{string.Join(' ', small)}</p>
        </td></tr></table>
        </td></tr></table>
        </body>
        </html>
        """);

    /// <summary>Every hole is encoded, unless it is a part made the same way; there is no way to forget one.</summary>
    private static string Encoded(FormattableString html) =>
        string.Format(CultureInfo.InvariantCulture, html.Format,
            [.. html.GetArguments().Select(
                hole => (object)(hole is Part part ? Encoded(part.Html) : System.Net.WebUtility.HtmlEncode(hole?.ToString() ?? "")))]);

    private sealed record Part(FormattableString Html);
}
