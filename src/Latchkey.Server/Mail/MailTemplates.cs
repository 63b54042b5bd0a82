using System.Globalization;
using Latchkey.Server.Brands;
using Latchkey.Server.Languages;
using Latchkey.Server.Orgs;
using Latchkey.Server.Users;

namespace Latchkey.Server.Mail;

/// <summary>What the mails say. Every link begins with the org's configured address.</summary>
public static class MailTemplates
{
    /// <param name="org">Whose directory the person is in.</param>
    /// <param name="brand">How that org looks.</param>
    /// <param name="user">To whom it goes.</param>
    /// <param name="token">Of the one-time link.</param>
    /// <param name="expires">When the link ends.</param>
    public static Letter Activation(Org org, Brand brand, User user, string token, DateTimeOffset expires)
    {
        var texts = LanguageOf(user).Texts;
        return WithLink(brand, user, $"{org.Url}/welcome/{Uri.EscapeDataString(token)}", expires, texts.ActivationSubject, texts.ActivationText, texts.ActivationButton);
    }

    /// <inheritdoc cref="Activation"/>
    public static Letter PasswordReset(Org org, Brand brand, User user, string token, DateTimeOffset expires)
    {
        var texts = LanguageOf(user).Texts;
        return WithLink(brand, user, $"{org.Url}/reset_password/{Uri.EscapeDataString(token)}", expires, texts.ResetSubject, texts.ResetText, texts.ResetButton);
    }

    /// <inheritdoc cref="Activation"/>
    public static Letter ForgottenPassword(Org org, Brand brand, User user, string token, DateTimeOffset expires)
    {
        var texts = LanguageOf(user).Texts;
        return WithLink(brand, user, $"{org.Url}/reset_password/{Uri.EscapeDataString(token)}", expires, texts.ResetSubject, texts.ForgottenText, texts.ResetButton);
    }

    private static Letter WithLink(Brand brand, User user, string link, DateTimeOffset expires, string subject, string message, string button)
    {
        var language = LanguageOf(user);
        var texts = language.Texts;
        var greeting = Sentence.Plain(texts.MailGreeting, user.DisplayName);
        var text = Sentence.Plain(message, brand.Name, user.Login);
        var once = Sentence.Plain(texts.MailLinkOnce, expires.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));

        return new Letter(user.Email, Sentence.Plain(subject, brand.Name),
            $"{greeting}\n\n{text}\n\n{link}\n\n{once}\n{texts.MailIgnore}\n\n{Sentence.Clean(brand.Name)}\n",
            MailHtml.Of(language, brand, greeting, text, button, link, once, texts.MailIgnore), [link]);
    }

    private static Language LanguageOf(User user) => Language.For(user["preferredLanguage"] ?? user["locale"]);
}

/// <summary>The one layout of all mails. Styles stand in the elements and a table holds them up: mail programs know no better.</summary>
internal static class MailHtml
{
    public static string Of(Language language, Brand brand, string greeting, string text, string button, string link, params string[] small) => Encoded($"""
        <!DOCTYPE html>
        <html lang="{language.Tag}" dir="{(language.RightToLeft ? "rtl" : "ltr")}">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light"><title>{brand.Name}</title></head>
        <body style="margin:0;padding:24px 12px;background:#f3f1ec;color:#1d1f23;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif">
        <table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center">
        <table role="presentation" cellpadding="0" cellspacing="0" style="width:100%;max-width:520px;background:#fffefb;border-radius:20px"><tr><td style="padding:36px">
        <p style="margin:0 0 28px;font-weight:600"><span style="display:inline-block;width:12px;height:12px;border-radius:4px;background:{brand.Primary}"></span>&nbsp; {Sentence.Clean(brand.Name)}</p>
        <p style="margin:0 0 12px">{greeting}</p>
        <p style="margin:0 0 28px">{text}</p>
        <p style="margin:0 0 28px"><a href="{link}" style="display:inline-block;padding:13px 24px;border-radius:12px;background:{brand.Primary};color:{brand.OnPrimary};font-weight:600;text-decoration:none">{button}</a></p>
        <p style="margin:0 0 20px;font-size:13px;color:#5a5e66;word-break:break-all"><a href="{link}" style="color:{brand.Primary.ReadableOn(Colour.White)}">{link}</a></p>
        <p style="margin:0;font-size:13px;color:#5a5e66">{string.Join(' ', small)}</p>
        </td></tr></table>
        </td></tr></table>
        </body>
        </html>
        """);

    /// <summary>Every hole is encoded; there is no way to forget one.</summary>
    private static string Encoded(FormattableString html) =>
        string.Format(CultureInfo.InvariantCulture, html.Format, [.. html.GetArguments().Select(hole => (object)System.Net.WebUtility.HtmlEncode(hole?.ToString() ?? ""))]);
}
