using System.Collections.Frozen;
using Latchkey.Server.Ground.Languages;

namespace Latchkey.Server.Core.Notices;

/// <summary>All mails there are.</summary>
internal static class MailKinds
{
    public static readonly MailKind UserActivation = Link("UserActivation", "activationLink", "activationToken",
        texts => (texts.ActivationSubject, texts.ActivationText, texts.ActivationButton));

    public static readonly MailKind PasswordResetByAdmin = Link("PasswordResetByAdmin", "resetPasswordLink", "resetPasswordToken",
        texts => (texts.ResetSubject, texts.ResetText, texts.ResetButton));

    public static readonly MailKind ForgotPassword = Link("ForgotPassword", "resetPasswordLink", "resetPasswordToken",
        texts => (texts.ResetSubject, texts.ForgottenText, texts.ResetButton));

    public static readonly MailKind SelfServiceUnlock = Link("SelfServiceUnlock", "unlockAccountLink", "unlockAccountToken",
        texts => (texts.Mailed.UnlockSubject, texts.Mailed.UnlockText, texts.Mailed.UnlockButton));

    public static readonly MailKind EmailFactorVerification = Code("EmailFactorVerification", MailKind.FullName,
        texts => (texts.CodeSubject, texts.CodeText, texts.CodeIgnore), linked: true);

    public static readonly MailKind RecoveryCode = Code("RecoveryCode", MailKind.FullName,
        texts => (texts.CodeSubject, texts.Mailed.RecoveryCode, texts.MailIgnore), linked: true);

    public static readonly MailKind RegistrationEmailVerification = Code("RegistrationEmailVerification", MailKind.Email,
        texts => (texts.SignUpSubject, texts.SignUpText, texts.MailIgnore), linked: true);

    public static readonly MailKind RegistrationActivation = Link("RegistrationActivation", "activationLink", "activationToken",
        texts => (texts.Mailed.SignUpSubject, texts.Mailed.SignUpText, texts.CreateAccount));

    public static readonly MailKind PasswordChanged = Undone("PasswordChanged", texts => (texts.PasswordChangedSubject, texts.PasswordChangedText));
    public static readonly MailKind AuthenticatorEnrolled = Undone("AuthenticatorEnrolled", texts => (texts.FactorAddedSubject, texts.FactorAddedText));
    public static readonly MailKind AuthenticatorReset = Undone("AuthenticatorReset", texts => (texts.FactorRemovedSubject, texts.FactorRemovedText));
    public static readonly MailKind AddressChanged = Undone("EmailChanged", texts => (texts.Journey.AddressChangedSubject, texts.Journey.AddressChangedText));
    public static readonly MailKind NewDevice = Undone("NewSignOnNotification", texts => (texts.Journey.NewDeviceSubject, texts.Journey.NewDeviceText),
        MailKind.Device);

    public static readonly MailKind ChangeEmailConfirmation = Code("ChangeEmailConfirmation", MailKind.FullName,
        texts => (texts.Journey.NewAddressSubject, texts.Journey.NewAddressText, texts.Journey.AddressIgnore));

    public static readonly MailKind ChangeEmailOldAddress = Code("ChangeEmailOldAddress", MailKind.FullName,
        texts => (texts.Journey.OldAddressSubject, texts.Journey.OldAddressText, texts.Journey.AddressIgnore));

    public static readonly MailKind AccountDeleted = Notice("AccountDeleted", texts => (texts.Account.DeletedSubject, texts.Account.DeletedMail));

    /// <summary>To whoever has an account already. One that tells, and no less needed: without it a sign-up would end without a word.</summary>
    public static readonly MailKind AccountExists = new("RegistrationAccountExists", (language, brand, values) =>
    {
        var texts = language.Texts;
        var greeting = Sentence.Plain(texts.MailGreeting, values[MailKind.FullName]);
        var text = Sentence.Plain(texts.AccountExistsText, brand.Name, values[MailKind.Login]);
        var (link, ignore) = (values["signInLink"], texts.MailIgnore);
        return new(values[MailKind.Email], Sentence.Plain(texts.AccountExistsSubject, brand.Name),
            $"{greeting}\n\n{text}\n\n{link}\n\n{ignore}\n\n{Sentence.Clean(brand.Name)}\n",
            MailHtml.Of(language, brand, greeting, text, brand.Name, link, ignore), [link]);
    })
    { Own = ["signInLink"], Needs = ["signInLink"] };

    /// <summary>An app asks, and the person answers on a page. The link opens the question and answers nothing.</summary>
    public static readonly MailKind Approval = new("ApprovalRequest", (language, brand, values) =>
    {
        var texts = language.Texts;
        var (link, app) = (values["approvalLink"], values["app.name"]);
        var greeting = Sentence.Plain(texts.MailGreeting, values[MailKind.FullName]);
        var text = Sentence.Plain(texts.ApprovalText, app, brand.Name);
        var until = Sentence.Plain(texts.ApprovalUntil, values[MailKind.Until]);
        return new(values[MailKind.Email], Sentence.Plain(texts.ApprovalSubject, app),
            $"{greeting}\n\n{text}\n\n{link}\n\n{until}\n{texts.ApprovalIgnore}\n\n{Sentence.Clean(brand.Name)}\n",
            MailHtml.Of(language, brand, greeting, text, texts.ApprovalButton, link, until, texts.ApprovalIgnore), [link]);
    })
    { Own = ["approvalLink", "app.name", MailKind.Until], Needs = ["approvalLink"] };

    public static readonly IReadOnlyList<MailKind> All =
    [
        AccountDeleted, Approval, AuthenticatorEnrolled, AuthenticatorReset, ChangeEmailConfirmation, ChangeEmailOldAddress, AddressChanged,
        EmailFactorVerification, ForgotPassword, NewDevice, PasswordChanged, PasswordResetByAdmin, RecoveryCode, AccountExists,
        RegistrationActivation, RegistrationEmailVerification, SelfServiceUnlock, UserActivation,
    ];

    private static readonly FrozenDictionary<string, MailKind> ByName = All.ToFrozenDictionary(kind => kind.Name, StringComparer.Ordinal);

    public static MailKind? Find(string name) => ByName.GetValueOrDefault(name);

    private static MailKind Link(string name, string link, string token, Func<Texts, (string Subject, string Text, string Button)> said) =>
        new(name, (language, brand, values) =>
        {
            var (subject, message, button) = said(language.Texts);
            var texts = language.Texts;
            var greeting = Sentence.Plain(texts.MailGreeting, values[MailKind.FullName]);
            var text = Sentence.Plain(message, brand.Name, values[MailKind.Login]);
            var once = Sentence.Plain(texts.MailLinkOnce, values[MailKind.Until]);
            return new(values[MailKind.Email], Sentence.Plain(subject, brand.Name),
                $"{greeting}\n\n{text}\n\n{values[link]}\n\n{once}\n{texts.MailIgnore}\n\n{Sentence.Clean(brand.Name)}\n",
                MailHtml.Of(language, brand, greeting, text, button, values[link], once, texts.MailIgnore), [values[link]]);
        })
        { Own = [link, token, MailKind.Until], Needs = [link, token] };

    /// <summary>One with a code to type; where <paramref name="linked"/>, a link may stand beside it, for the page that waits.</summary>
    private static MailKind Code(string name, string greeted, Func<Texts, (string Subject, string Text, string Ignore)> said, bool linked = false) =>
        new(name, (language, brand, values) =>
        {
            var (subject, message, ignore) = said(language.Texts);
            var (texts, code) = (language.Texts, values["verificationToken"]);
            var greeting = Sentence.Plain(texts.MailGreeting, values[greeted]);
            var text = Sentence.Plain(message, brand.Name);
            var once = Sentence.Plain(texts.CodeOnce, values[MailKind.Until]);
            if (values.GetValueOrDefault(MailKind.CodeLink) is { Length: > 0 } link)
                return new(values[MailKind.Email], Sentence.Plain(subject, brand.Name),
                    $"{greeting}\n\n{text}\n\n{code}\n\n{texts.Mailed.LinkToo}\n\n{link}\n\n{once}\n{ignore}\n\n{Sentence.Clean(brand.Name)}\n",
                    MailHtml.WithCodeAndLink(language, brand, greeting, text, code, (texts.Mailed.LinkToo, texts.Mailed.LinkButton, link), once,
                        ignore), [link]);
            return new(values[MailKind.Email], Sentence.Plain(subject, brand.Name),
                $"{greeting}\n\n{text}\n\n{code}\n\n{once}\n{ignore}\n\n{Sentence.Clean(brand.Name)}\n",
                MailHtml.WithCode(language, brand, greeting, text, code, once, ignore), []);
        })
        { Own = ["verificationToken", MailKind.Until, .. linked ? new[] { MailKind.CodeLink } : []], Needs = ["verificationToken"] };

    /// <summary>One that tells, with a link for who has not done it.</summary>
    private static MailKind Undone(string name, Func<Texts, (string Subject, string Text)> said, params string[] more) => new(name, (language, brand, values) =>
    {
        var (subject, message) = said(language.Texts);
        var texts = language.Texts;
        // Whoever is told and can undo nothing sees where their account is open.
        var (button, link, small) = values[MailKind.NotMe] is { Length: > 0 } undoes
            ? (texts.Journey.NotMe, undoes, name == "AuthenticatorEnrolled" ? texts.Journey.NotMeMailDay : texts.Journey.NotMeMail)
            : (texts.YourSessions, values["sessionsLink"], texts.NoticeIgnore);
        var greeting = Sentence.Plain(texts.MailGreeting, values[MailKind.FullName]);
        var text = Sentence.Plain(message, brand.Name, values[MailKind.Login], values.GetValueOrDefault(MailKind.Device, ""));
        return new(values[MailKind.Email], Sentence.Plain(subject, brand.Name),
            $"{greeting}\n\n{text}\n\n{small}\n\n{link}\n\n{Sentence.Clean(brand.Name)}\n",
            MailHtml.Of(language, brand, greeting, text, button, link, small), [link]);
    })
    { Own = ["sessionsLink", MailKind.NotMe, .. more] };

    /// <summary>There is no account any more that a link could lead into. The variable stays for who has written it into a text of their own.</summary>
    private static MailKind Notice(string name, Func<Texts, (string Subject, string Text)> said) => new(name, (language, brand, values) =>
    {
        var (subject, message) = said(language.Texts);
        var greeting = Sentence.Plain(language.Texts.MailGreeting, values[MailKind.FullName]);
        var text = Sentence.Plain(message, brand.Name, values[MailKind.Login]);
        return new(values[MailKind.Email], Sentence.Plain(subject, brand.Name),
            $"{greeting}\n\n{text}\n\n{language.Texts.NoticeIgnore}\n\n{Sentence.Clean(brand.Name)}\n",
            MailHtml.Plain(language, brand, greeting, text, language.Texts.NoticeIgnore), []);
    })
    { Own = ["sessionsLink"] };
}
