using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Core.Notices;

/// <summary>What the mails say. Every link begins with the org's configured address.</summary>
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

    /// <summary>An app asks, and the person answers on a page. The link opens the question and answers nothing.</summary>
    public static Letter Approval(Org org, Brand brand, User user, string appLabel, string id, DateTimeOffset expires) =>
        Write(MailKinds.Approval, org, brand, user,
            ("approvalLink", $"{org.Url}/approve/{id}"), ("app.name", appLabel), (MailKind.Until, Spoken(user).Moment(expires)));

    /// <summary>A one-time code for someone who is signing in.</summary>
    public static Letter Code(Org org, Brand brand, User user, string code, DateTimeOffset expires) =>
        Write(MailKinds.EmailFactorVerification, org, brand, user, ("verificationToken", code), (MailKind.Until, Spoken(user).Time(expires)));

    /// <summary>The code that proves the address of an account about to be. Anybody may have typed the address, and the names: the mail repeats none.</summary>
    public static Letter SignUp(Org org, Language language, Brand brand, string email, string code, DateTimeOffset expires)
    {
        var values = Common(org, brand);
        foreach (var name in MailKind.Common.Where(name => name.StartsWith(MailKind.Person, StringComparison.Ordinal))) values[name] = "";
        (values[MailKind.Email], values[MailKind.Login]) = (email, email);
        (values["verificationToken"], values[MailKind.Until]) = (code, language.Time(expires));
        return Write(MailKinds.RegistrationEmailVerification, language.Tag, brand, values, toAdministrator: false);
    }

    /// <summary>To whoever has an account already, when someone tries to make another with their address.</summary>
    public static Letter AccountExists(Org org, Brand brand, User user) =>
        Write(MailKinds.AccountExists, org, brand, user, ("signInLink", org.Url + "/"));

    /// <summary>To a person whose account can be entered another way from now on: if it was not they, they should know.</summary>
    public static Letter PasswordChanged(Org org, Brand brand, User user) => Notice(MailKinds.PasswordChanged, org, brand, user);

    /// <inheritdoc cref="PasswordChanged"/>
    public static Letter FactorAdded(Org org, Brand brand, User user) => Notice(MailKinds.AuthenticatorEnrolled, org, brand, user);

    /// <inheritdoc cref="PasswordChanged"/>
    public static Letter FactorRemoved(Org org, Brand brand, User user) => Notice(MailKinds.AuthenticatorReset, org, brand, user);

    /// <summary>The last mail: there is no account any more.</summary>
    public static Letter AccountDeleted(Org org, Brand brand, User user) => Notice(MailKinds.AccountDeleted, org, brand, user);

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
        return Write(kind, language, brand, values, user.IsAdmin);
    }

    /// <summary>What a person speaks, as their profile says it.</summary>
    internal static string LanguageOf(User user) => user["preferredLanguage"] ?? user["locale"] ?? Language.English.Tag;

    private static Language Spoken(User user) => Language.For(LanguageOf(user));

    private static Letter Notice(MailKind kind, Org org, Brand brand, User user) =>
        Write(kind, org, brand, user, ("sessionsLink", org.Url + "/account#sessions"));

    private static (string Name, string Value)[] NewPassword(Org org, User user, string token, DateTimeOffset expires) =>
    [
        ("resetPasswordLink", $"{org.Url}/reset_password/{Uri.EscapeDataString(token)}"), ("resetPasswordToken", token),
        (MailKind.Until, Spoken(user).Moment(expires)),
    ];

    private static Letter Write(MailKind kind, Org org, Brand brand, User user, params IReadOnlyList<(string Name, string Value)> own)
    {
        var values = About(org, brand, user);
        foreach (var (name, value) in own) values[name] = value;
        return Write(kind, LanguageOf(user), brand, values, user.IsAdmin);
    }

    private static Letter Write(MailKind kind, string language, Brand brand, Dictionary<string, string> values, bool toAdministrator) =>
        kind.Write(Language.For(language), brand, values) with
        {
            Facts = new(kind.Name, brand.Id, language, values) { ToAdministrator = toAdministrator },
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
