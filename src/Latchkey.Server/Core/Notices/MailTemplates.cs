using System.Globalization;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Core.Notices;

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
        return WithLink(brand, user, $"{org.Url}/welcome/{Uri.EscapeDataString(token)}", expires, texts.ActivationSubject, texts.ActivationText,
            texts.ActivationButton);
    }

    /// <inheritdoc cref="Activation"/>
    public static Letter PasswordReset(Org org, Brand brand, User user, string token, DateTimeOffset expires)
    {
        var texts = LanguageOf(user).Texts;
        return WithLink(brand, user, $"{org.Url}/reset_password/{Uri.EscapeDataString(token)}", expires, texts.ResetSubject, texts.ResetText,
            texts.ResetButton);
    }

    /// <inheritdoc cref="Activation"/>
    public static Letter ForgottenPassword(Org org, Brand brand, User user, string token, DateTimeOffset expires)
    {
        var texts = LanguageOf(user).Texts;
        return WithLink(brand, user, $"{org.Url}/reset_password/{Uri.EscapeDataString(token)}", expires, texts.ResetSubject, texts.ForgottenText,
            texts.ResetButton);
    }

    /// <summary>An app asks, and the person answers on a page. The link opens the question and answers nothing.</summary>
    public static Letter Approval(Org org, Brand brand, User user, string appLabel, string id, DateTimeOffset expires)
    {
        var language = LanguageOf(user);
        var texts = language.Texts;
        var url = $"{org.Url}/approve/{id}";
        var greeting = Sentence.Plain(texts.MailGreeting, user.DisplayName);
        var text = Sentence.Plain(texts.ApprovalText, appLabel, brand.Name);
        var until = Sentence.Plain(texts.ApprovalUntil, expires.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
        return new Letter(user.Email, Sentence.Plain(texts.ApprovalSubject, appLabel),
            $"{greeting}\n\n{text}\n\n{url}\n\n{until}\n{texts.ApprovalIgnore}\n\n{Sentence.Clean(brand.Name)}\n",
            MailHtml.Of(language, brand, greeting, text, texts.ApprovalButton, url, until, texts.ApprovalIgnore), [url]);
    }

    /// <summary>A one-time code for someone who is signing in.</summary>
    public static Letter Code(Brand brand, User user, string code, DateTimeOffset expires)
    {
        var language = LanguageOf(user);
        var texts = language.Texts;
        return WithCode(language, brand, user.Email, user.DisplayName, code, expires, texts.CodeSubject, texts.CodeText, texts.CodeIgnore);
    }

    /// <summary>The code that proves the address of an account about to be. Anybody may have typed the address, and the names: the mail repeats none.</summary>
    public static Letter SignUp(Language language, Brand brand, string email, string code, DateTimeOffset expires) =>
        WithCode(language, brand, email, email, code, expires, language.Texts.SignUpSubject, language.Texts.SignUpText, language.Texts.MailIgnore);

    /// <summary>To whoever has an account already, when someone tries to make another with their address.</summary>
    public static Letter AccountExists(Brand brand, User user, string url)
    {
        var language = LanguageOf(user);
        var texts = language.Texts;
        var greeting = Sentence.Plain(texts.MailGreeting, user.DisplayName);
        var text = Sentence.Plain(texts.AccountExistsText, brand.Name, user.Login);
        return new Letter(user.Email, Sentence.Plain(texts.AccountExistsSubject, brand.Name),
            $"{greeting}\n\n{text}\n\n{url}\n\n{texts.MailIgnore}\n\n{Sentence.Clean(brand.Name)}\n",
            MailHtml.Of(language, brand, greeting, text, brand.Name, url, texts.MailIgnore), [url]);
    }

    /// <summary>To a person whose account can be entered another way from now on: if it was not they, they should know.</summary>
    public static Letter PasswordChanged(Org org, Brand brand, User user)
    {
        var texts = LanguageOf(user).Texts;
        return Notice(org, brand, user, texts.PasswordChangedSubject, texts.PasswordChangedText);
    }

    /// <inheritdoc cref="PasswordChanged"/>
    public static Letter FactorAdded(Org org, Brand brand, User user)
    {
        var texts = LanguageOf(user).Texts;
        return Notice(org, brand, user, texts.FactorAddedSubject, texts.FactorAddedText);
    }

    /// <inheritdoc cref="PasswordChanged"/>
    public static Letter FactorRemoved(Org org, Brand brand, User user)
    {
        var texts = LanguageOf(user).Texts;
        return Notice(org, brand, user, texts.FactorRemovedSubject, texts.FactorRemovedText);
    }

    /// <summary>The last mail: there is no account any more.</summary>
    public static Letter AccountDeleted(Org org, Brand brand, User user)
    {
        var texts = LanguageOf(user).Texts.Account;
        return Notice(org, brand, user, texts.DeletedSubject, texts.DeletedMail);
    }

    private static Letter Notice(Org org, Brand brand, User user, string subject, string message)
    {
        var language = LanguageOf(user);
        var texts = language.Texts;
        var (greeting, text, url) = (Sentence.Plain(texts.MailGreeting, user.DisplayName), Sentence.Plain(message, brand.Name, user.Login), org.Url
            + "/account#sessions");
        return new Letter(user.Email, Sentence.Plain(subject, brand.Name),
            $"{greeting}\n\n{text}\n\n{texts.NoticeIgnore}\n\n{url}\n\n{Sentence.Clean(brand.Name)}\n",
            MailHtml.Of(language, brand, greeting, text, texts.YourSessions, url, texts.NoticeIgnore), [url]);
    }

    private static Letter WithCode(Language language, Brand brand, string to, string name, string code, DateTimeOffset expires, string subject, string message,
        string ignore)
    {
        var texts = language.Texts;
        var greeting = Sentence.Plain(texts.MailGreeting, name);
        var text = Sentence.Plain(message, brand.Name);
        var once = Sentence.Plain(texts.CodeOnce, expires.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture));
        return new Letter(to, Sentence.Plain(subject, brand.Name), $"{greeting}\n\n{text}\n\n{code}\n\n{once}\n{ignore}\n\n{Sentence.Clean(brand.Name)}\n",
            MailHtml.WithCode(language, brand, greeting, text, code, once, ignore), []);
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
