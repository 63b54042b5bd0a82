using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Notices;

/// <summary>
/// What the mails say. Every link begins with an address of the org's: the one that the request came to, if that is proven (decision 0025), and for
/// whoever administers it the configured one, since a domain may be some other administrator's.
/// </summary>
internal static class MailTemplates
{
    /// <param name="org">Whose directory the person is in.</param>
    /// <param name="brand">How that org looks.</param>
    /// <param name="user">To whom it goes.</param>
    /// <param name="token">Of the one-time link.</param>
    /// <param name="expires">When the link ends.</param>
    public static Letter Activation(Org org, Brand brand, User user, string token, DateTimeOffset expires) =>
        Write(MailKinds.UserActivation, org, brand, user,
            ("activationLink", $"{org.Url}/welcome/{Uri.EscapeDataString(token)}"), ("activationToken", token), (MailKind.Until, Spoken(user).Moment(expires)));

    /// <inheritdoc cref="Activation"/>
    public static Letter PasswordReset(Org org, Brand brand, User user, string token, DateTimeOffset expires) =>
        Write(MailKinds.PasswordResetByAdmin, org, brand, user, NewPassword(org, user, token, expires));

    /// <inheritdoc cref="Activation"/>
    public static Letter ForgottenPassword(Org org, Brand brand, User user, string token, DateTimeOffset expires) =>
        Write(MailKinds.ForgotPassword, org, brand, user, NewPassword(org, user, token, expires));

    /// <inheritdoc cref="Activation"/>
    public static Letter Unlock(Org org, Brand brand, User user, string token, DateTimeOffset expires) =>
        Write(MailKinds.SelfServiceUnlock, org, brand, user,
            ("unlockAccountLink", $"{org.Url}/unlock/{Uri.EscapeDataString(token)}"), ("unlockAccountToken", token),
            (MailKind.Until, Spoken(user).Moment(expires)));

    /// <summary>An app asks, and the person answers on a page. The link opens the question and answers nothing.</summary>
    public static Letter Approval(Org org, Brand brand, User user, string appLabel, string id, DateTimeOffset expires) =>
        Write(MailKinds.Approval, org, brand, user,
            ("approvalLink", $"{org.Url}/approve/{id}"), ("app.name", appLabel), (MailKind.Until, Spoken(user).Moment(expires)));

    /// <summary>A one-time code for someone who is signing in.</summary>
    public static Letter Code(Org org, Brand brand, User user, string code, DateTimeOffset expires, string? link = null) =>
        Write(MailKinds.EmailFactorVerification, org, brand, user, ("verificationToken", code), (MailKind.Until, Spoken(user).Time(expires)),
            (MailKind.CodeLink, link ?? ""));

    /// <summary>A one-time code for who cannot get in: whoever asked for it knows no more than a name.</summary>
    public static Letter RecoveryCode(Org org, Brand brand, User user, string code, DateTimeOffset expires, string? link = null) =>
        Write(MailKinds.RecoveryCode, org, brand, user, ("verificationToken", code), (MailKind.Until, Spoken(user).Time(expires)),
            (MailKind.CodeLink, link ?? ""));

    /// <summary>The code that proves the address of an account about to be. Anybody may have typed the address, and the names: the mail repeats none.</summary>
    public static Letter SignUp(Org org, Language language, Brand brand, string email, string code, DateTimeOffset expires, string? link = null)
    {
        var values = OfAddress(org, brand, email);
        (values["verificationToken"], values[MailKind.Until], values[MailKind.CodeLink]) = (code, language.Time(expires), link ?? "");
        return Write(MailKinds.RegistrationEmailVerification, language.Tag, brand, values, readerId: "");
    }

    /// <summary>The same by a link, where no page waits for a code.</summary>
    public static Letter SignUpLink(Org org, Language language, Brand brand, string email, string token, DateTimeOffset expires)
    {
        var values = OfAddress(org, brand, email);
        (values["activationLink"], values["activationToken"]) = ($"{org.Url}/signup/mail/{Uri.EscapeDataString(token)}", token);
        (values[MailKind.FullName], values[MailKind.Until]) = (email, language.Moment(expires));
        return Write(MailKinds.RegistrationActivation, language.Tag, brand, values, readerId: "");
    }

    private static Dictionary<string, string> OfAddress(Org org, Brand brand, string email)
    {
        var values = Common(org, brand);
        foreach (var name in MailKind.Common.Where(name => name.StartsWith(MailKind.Person, StringComparison.Ordinal))) values[name] = "";
        (values[MailKind.Email], values[MailKind.Login]) = (email, email);
        return values;
    }

    /// <summary>To whoever has an account already, when someone tries to make another with their address.</summary>
    public static Letter AccountExists(Org org, Brand brand, User user) =>
        Write(MailKinds.AccountExists, org, brand, user, ("signInLink", org.Url + "/"));

    /// <summary>To a person whose account can be entered another way from now on: if it was not they, they should know.</summary>
    public static Letter PasswordChanged(Org org, Brand brand, User user, string token) => Notice(MailKinds.PasswordChanged, org, brand, user, token);

    /// <inheritdoc cref="PasswordChanged"/>
    public static Letter FactorAdded(Org org, Brand brand, User user, string token) => Notice(MailKinds.AuthenticatorEnrolled, org, brand, user, token);

    /// <inheritdoc cref="PasswordChanged"/>
    public static Letter FactorRemoved(Org org, Brand brand, User user, string token) => Notice(MailKinds.AuthenticatorReset, org, brand, user, token);

    /// <inheritdoc cref="PasswordChanged"/>
    public static Letter AddressChanged(Org org, Brand brand, User user, string? token) => Notice(MailKinds.AddressChanged, org, brand, user, token);

    /// <inheritdoc cref="PasswordChanged"/>
    public static Letter NewDevice(Org org, Brand brand, User user, Device device, string? ip, string token)
    {
        var texts = Spoken(user).Texts;
        var named = device is { Browser: { } browser, System: { } system } ? Sentence.Plain(texts.BrowserOn, browser, system)
            : device.Browser ?? device.System ?? texts.UnknownDevice;
        return Write(MailKinds.NewDevice, org, brand, user, [.. OfNotice(org, token), (MailKind.Device, ip is null ? named : $"{named}, {ip}")]);
    }

    /// <summary>The code that proves an address that somebody wants to have.</summary>
    public static Letter NewAddress(Org org, Brand brand, User user, string email, string code, DateTimeOffset expires) =>
        Write(MailKinds.ChangeEmailConfirmation, org, brand, user,
            (MailKind.Email, email), ("verificationToken", code), (MailKind.Until, Spoken(user).Time(expires)));

    /// <summary>The code that proves the address that somebody no longer wants to have.</summary>
    public static Letter OldAddress(Org org, Brand brand, User user, string code, DateTimeOffset expires) =>
        Write(MailKinds.ChangeEmailOldAddress, org, brand, user, ("verificationToken", code), (MailKind.Until, Spoken(user).Time(expires)));

    /// <summary>The last mail: there is no account any more.</summary>
    public static Letter AccountDeleted(Org org, Brand brand, User user) =>
        Write(MailKinds.AccountDeleted, org, brand, user, ("sessionsLink", org.Url + "/account#sessions"));

    /// <summary>
    /// To an administrator: of somebody else's account. In our words, whatever the org's own are, and with its own address: it leads into the console.
    /// </summary>
    /// <param name="org">Where.</param>
    /// <param name="brand">How it looks.</param>
    /// <param name="reader">Who is told.</param>
    /// <param name="said">What happened.</param>
    /// <param name="userId">To whom.</param>
    /// <param name="login">What they are called.</param>
    public static Letter ToAdministrator(Org org, Brand brand, User reader, Func<MailedTexts, string> said, string userId, string login)
    {
        var language = Language.For(LanguageOf(reader), otherwise: brand.Locale, offered: brand.Offered);
        var texts = language.Texts;
        var subject = Sentence.Plain(said(texts.Mailed), login, brand.Name);
        var greeting = Sentence.Plain(texts.MailGreeting, reader.DisplayName);
        var why = Sentence.Plain(texts.Mailed.AdminWhy, brand.Name);
        var link = $"{org.Url}/admin/people/{userId}";
        return new(reader.Email, subject, $"{greeting}\n\n{subject}.\n\n{link}\n\n{why}\n\n{Sentence.Clean(brand.Name)}\n",
            MailHtml.Of(language, brand, greeting, subject + ".", texts.Mailed.AdminOpen, link, why), [link]);
    }

    /// <summary>One of a kind as this person would get it, with links and codes that open nothing.</summary>
    internal static Letter Sample(MailKind kind, Org org, Brand brand, User user, string language, DateTimeOffset now)
    {
        var values = About(org, brand, user);
        foreach (var name in kind.Own) values[name] = name switch
        {
            MailKind.Until => Language.For(language).Moment(now + TimeSpan.FromHours(1)),
            "app.name" => "Example App",
            "verificationToken" => "123456",
            _ when name.EndsWith("Link", StringComparison.Ordinal) => org.Url + "/",
            _ => "sample",
        };
        return Write(kind, language, brand, values, user.Id);
    }

    /// <summary>What a person speaks, as their profile says it.</summary>
    internal static string LanguageOf(User user) => user["preferredLanguage"] ?? user["locale"] ?? Language.English.Tag;

    private static Language Spoken(User user) => Language.For(LanguageOf(user));

    private static Letter Notice(MailKind kind, Org org, Brand brand, User user, string? token) => Write(kind, org, brand, user, OfNotice(org, token));

    private static (string Name, string Value)[] OfNotice(Org org, string? token) =>
    [
        ("sessionsLink", org.Url + "/account#sessions"),
        (MailKind.NotMe, token is null ? "" : $"{org.Url}/notme/{Uri.EscapeDataString(token)}"),
    ];

    private static (string Name, string Value)[] NewPassword(Org org, User user, string token, DateTimeOffset expires) =>
    [
        ("resetPasswordLink", $"{org.Url}/reset_password/{Uri.EscapeDataString(token)}"), ("resetPasswordToken", token),
        (MailKind.Until, Spoken(user).Moment(expires)),
    ];

    private static Letter Write(MailKind kind, Org org, Brand brand, User user, params IReadOnlyList<(string Name, string Value)> own)
    {
        var values = About(org, brand, user);
        foreach (var (name, value) in own) values[name] = value;
        var letter = Write(kind, LanguageOf(user), brand, values, user.Id);
        if (org.Home is null) return letter;
        foreach (var (name, value) in own)
            if (name.EndsWith("Link", StringComparison.Ordinal) && value.StartsWith(org.Url, StringComparison.Ordinal))
                values[name] = org.Home + value[org.Url.Length..];
        values[MailKind.BaseUrl] = org.Home;
        return letter with { Facts = letter.Facts! with { AtHome = Write(kind, LanguageOf(user), brand, values, user.Id) } };
    }

    private static Letter Write(MailKind kind, string language, Brand brand, Dictionary<string, string> values, string readerId) =>
        kind.Write(Language.For(language, otherwise: brand.Locale, offered: brand.Offered), brand, values) with
        {
            Facts = new(kind.Name, brand.Id, language, new Dictionary<string, string>(values)) { ReaderId = readerId },
        };

    private static Dictionary<string, string> Common(Org org, Brand brand) => new()
    {
        [MailKind.OrgName] = org.Name, [MailKind.Subdomain] = org.Subdomain ?? "", [MailKind.BaseUrl] = org.Url, [MailKind.BrandName] = brand.Name,
    };

    private static Dictionary<string, string> About(Org org, Brand brand, User user)
    {
        var values = Common(org, brand);
        foreach (var (name, value) in user.Profile)
            if (value?.GetValueKind() is System.Text.Json.JsonValueKind.String) values[MailKind.PersonProfile + name] = value.GetValue<string>();
        (values[MailKind.Login], values[MailKind.Email], values[MailKind.FullName]) = (user.Login, user.Email, user.DisplayName);
        (values[MailKind.FirstName], values[MailKind.LastName]) = (user["firstName"] ?? "", user["lastName"] ?? "");
        return values;
    }
}
