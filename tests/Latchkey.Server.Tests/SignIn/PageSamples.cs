
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Journeys.Account;
using Latchkey.Server.Faces.Journeys.Approval;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Faces.Journeys.Kit;
using Latchkey.Server.Faces.Journeys.Mailbox;
using Latchkey.Server.Faces.Journeys.Passkeys;
using Latchkey.Server.Faces.Journeys.Phone;
using Latchkey.Server.Faces.Journeys.SignIn;
using Latchkey.Server.Faces.Journeys.Logout;
using Latchkey.Server.Faces.Journeys.SignUp;
using Latchkey.Server.Faces.Management.Authenticators;
using Latchkey.Server.Faces.Management.Clients;
using Latchkey.Server.Faces.Management.Issuers;
using Latchkey.Server.Faces.Management.People;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Tests.SignIn;

/// <summary>Every page in the states people meet it in, under whatever brand, language and name a test likes.</summary>
public sealed record PageSamples(Brand Brand, Language Language, string Name)
{
    public static readonly PageSamples Ordinary = new(Brand.Default("00o12345678901234567", "Example Bakery"), Language.English, "Quickstart");

    private AppAbout About => new(Name, Logo: "http://127.0.0.1:1/logo.png", Home: "https://app.example/?a=1&b=\"2\"", Privacy: "https://app.example/privacy", Terms: "https://app.example/terms");

    private DeviceQuestion Question => new("{\"challenge\":\"AAAA\"}", Name);

    private static readonly Ground.Sealing.DevAuthority DevelopmentAuthority = MakeAuthority();

    private static Ground.Sealing.DevAuthority MakeAuthority()
    {
        var folder = Directory.CreateTempSubdirectory("lk-ca-").FullName;
        try { return Entrance.Development.DevCertificates.Issue(folder, ["192.168.1.20"], TimeProvider.System).Authority; }
        finally { Directory.Delete(folder, recursive: true); }
    }

    private static ScopeDefinition Scope(string name, string displayName, string description) => new("scp_" + name, name, displayName, description, System: false, Default: false, "REQUIRED", Published: true);

    /// <summary>By the name a test or a screenshot calls it.</summary>
    public IReadOnlyDictionary<string, Page> All => new Dictionary<string, Page>
    {
        ["sign-in"] = Page.Of(new SignInPage { Brand = Brand, Language = Language, Flow = "f+1/2=", App = new(Name) }),
        ["sign-in-forgot"] = Page.Of(new SignInPage { Brand = Brand, Language = Language, Flow = "f", App = new(Name), ForgotUrl = "/signin/forgot?flow=f", SignUpUrl = "/signup?flow=f" }),
        ["sign-in-passkey"] = Page.Of(new SignInPage { Brand = Brand, Language = Language, Flow = "f", App = new(Name), Passkey = Question, Problem = SignInProblem.PasskeyWrong, Forgotten = Name }),
        ["sign-in-half"] = Page.Of(new SignInPage { Brand = Brand, Language = Language, Flow = "f", App = new(Name), Identifier = Name, Half = true }),
        ["sign-in-name"] = Page.Of(new SignInPage { Brand = Brand, Language = Language, Flow = "f", App = new(Name), Stage = SignInStage.Name, Names = [Name, "ada@example.com"], Passkey = Question, ForgotUrl = "/signin/forgot?flow=f", SignUpUrl = "/signup?flow=f" }),
        ["sign-in-proof"] = Page.Of(new SignInPage { Brand = Brand, Language = Language, Flow = "f", App = new(Name), Stage = SignInStage.Proof, Identifier = Name, OtherNameUrl = "/signin?flow=f&other=1", Passkey = Question, Problem = SignInProblem.NoMatch }),
        ["forgot"] = Page.Of(new ForgotPasswordPage { Brand = Brand, Language = Language, Flow = "f+1/2=", App = new(Name), Identifier = Name, IdentifierMissing = true }, 400),
        ["forgot-sent"] = Page.Of(new ForgotPasswordPage { Brand = Brand, Language = Language, Flow = "f", App = new(Name), Sent = true }),
        ["sign-in-no-match"] = Page.Of(new SignInPage { Brand = Brand, Language = Language, Flow = "f", App = About, Identifier = Name, Problem = SignInProblem.NoMatch }, 401),
        ["consent"] = Page.Of(new ConsentPage
        {
            Brand = Brand, Language = Language, App = About, Flow = "f+1/2=", PersonName = Name, Login = "mia@example.com", ImageSources = About.ImageSources,
            Scopes = [Scope("profile", "Read your profile", "Your name, picture, language and time zone."), Scope("orders:read", Name, Name), Scope("payouts:write", "", "")],
        }),
        ["return-signed-in"] = Page.Of(new ReturnToAppPage { Brand = Brand, Language = Language, AppLabel = Name, Outcome = ReturnOutcome.SignedIn, Url = "com.okta.dev-1:/callback?code=a&state=b\"c" }),
        ["return-refused"] = Page.Of(new ReturnToAppPage { Brand = Brand, Language = Language, AppLabel = Name, Outcome = ReturnOutcome.NotSignedIn, Url = "com.okta.dev-1:/callback?error=access_denied" }),
        ["return-signed-out"] = Page.Of(new ReturnToAppPage { Brand = Brand, Language = Language, AppLabel = Name, Outcome = ReturnOutcome.SignedOut, Url = "com.okta.dev-1:/?state=b" }),
        ["form-post"] = Page.Of(new FormPostPage("https://app.example/callback", new Dictionary<string, string> { ["code"] = "abc", ["state"] = Name }) { Brand = Brand, Language = Language, AppLabel = Name }),
        ["post-message"] = Page.Of(new PostMessagePage("https://app.example", new Dictionary<string, string> { ["code"] = "abc", ["state"] = Name }) { Brand = Brand, Language = Language, AppLabel = Name }),
        ["error"] = Page.Of(new ErrorPage { Brand = Brand, Language = Language, Status = 500, RequestId = "0HNC6A2Q1V3DK:00000004" }, 500),
        ["error-developer"] = Page.Of(new ErrorPage
        {
            Brand = Brand, Language = Language, Status = 400, RequestId = "0HNC6A2Q1V3DK:00000004", Development = true,
            Error = "invalid_request", ErrorDescription = $"The 'redirect_uri' parameter must be a Login redirect URI in the client app settings. {Name}",
        }, 400),
        ["sign-in-expired"] = Page.Of(new ErrorPage { Brand = Brand, Language = Language, Status = 400, SignInExpired = true, RequestId = "0HNC6A2Q1V3DK:00000004" }, 400),
        ["sign-in-expired-of-an-app"] = Page.Of(new ErrorPage { Brand = Brand, Language = Language, Status = 400, SignInExpired = true, RequestId = "0HNC6A2Q1V3DK:00000004", WayOn = new("https://app.example/login?iss=a&b=\"2\"", Name) }, 400),
        ["sign-in-expired-of-nobody"] = Page.Of(new ErrorPage { Brand = Brand, Language = Language, Status = 400, SignInExpired = true, RequestId = "0HNC6A2Q1V3DK:00000004", WayOn = WayOn.Home }, 400),
        ["switch-person"] = Page.Of(new SwitchPersonPage { Brand = Brand, Language = Language, App = About, ImageSources = About.ImageSources, Here = Name, Next = $"{Name} (mia@example.com)", Asked = "a+b/c=" }),
        ["confirm-sign-out"] = Page.Of(new ConfirmSignOutPage { Brand = Brand, Language = Language, Action = "/signout", PersonName = Name, Fields = new Dictionary<string, string> { ["state"] = Name } }),
        ["activate"] = Page.Of(new ActivatePage { Brand = Brand, Language = Language, UserCode = "WDJB-MJHT" }),
        ["activate-unknown"] = Page.Of(new ActivatePage { Brand = Brand, Language = Language, UserCode = "WDJB-MJHT", Unknown = true }, 400),
        ["approve-device"] = Page.Of(new ApprovalPage { Brand = Brand, Language = Language, App = new AppAbout(Name), Action = "/activate/confirm", Fields = new Dictionary<string, string> { ["request"] = "a+b/c=" }, PersonName = Name, OfDevice = true, Ip = "203.0.113.7", AskedAt = DateTimeOffset.UnixEpoch }),
        ["approve-device-agreeing"] = Page.Of(new ApprovalPage { Brand = Brand, Language = Language, App = new AppAbout(Name), Action = "/activate/confirm", Fields = new Dictionary<string, string> { ["request"] = "r" }, PersonName = Name, OfDevice = true, Ip = "203.0.113.7", AskedAt = DateTimeOffset.UnixEpoch, Agreeing = [Scope("orders:read", Name, Name)] }),
        ["approve-request"] = Page.Of(new ApprovalPage { Brand = Brand, Language = Language, App = new AppAbout(Name), Action = "/approve/dcr1", Fields = new Dictionary<string, string> { ["request"] = "r" }, PersonName = Name, OfDevice = false, BindingMessage = "W4SCT", Ip = "2001:db8::7", AskedAt = DateTimeOffset.UnixEpoch }),
        ["approved"] = Page.Of(new AnsweredPage { Brand = Brand, Language = Language, AppLabel = Name, Approved = true }),
        ["refused"] = Page.Of(new AnsweredPage { Brand = Brand, Language = Language, AppLabel = Name, Approved = false }),
        ["approvals"] = Page.Of(new ApprovalsPage { Brand = Brand, Language = Language, PersonName = Name, Waiting = [new WaitingApproval(Name, "W4SCT", "/approve/dcr1", DateTimeOffset.UnixEpoch)] }),
        ["password-expired"] = Page.Of(new NewPasswordPage { Brand = Brand, Language = Language, Action = "/signin/password?flow=f&s=s", First = false, Expired = true, IsTheOld = true, PersonName = Name, Login = "mia@example.com" }, 400),
        ["signed-out"] = Page.Of(new SignedOutPage { Brand = Brand, Language = Language }),
        ["signed-out-frames"] = Page.Of(new SignedOutPage
        {
            Brand = Brand, Language = Language, Url = "https://app.example/bye?state=a&b", AppLabel = Name,
            Frames = ["https://one.example/out?iss=a&sid=\"b"], FrameTargets = ["https://one.example"],
        }),
        ["welcome"] = Page.Of(new NewPasswordPage { Brand = Brand, Language = Language, Action = "/welcome/t%2F1", PersonName = Name, Login = "ada@example.com" }),
        ["reset-question"] = Page.Of(new NewPasswordPage { Brand = Brand, Language = Language, Action = "/reset_password/t", First = false, PersonName = Name, Login = Name, Question = Name, AnswerWrong = true }, 400),
        ["unlock"] = Page.Of(new UnlockPage { Brand = Brand, Language = Language, Action = "/unlock/t", Login = Name }),
        ["unlock-question"] = Page.Of(new UnlockPage { Brand = Brand, Language = Language, Action = "/unlock/t", Login = Name, Question = Name, AnswerWrong = true }, 400),
        ["unlocked"] = Page.Of(new UnlockPage { Brand = Brand, Language = Language, Action = "/unlock/t", Login = Name, Done = true }),
        ["sign-up-link"] = Page.Of(new SignUpLinkPage { Brand = Brand, Language = Language, Action = "/signup/mail/t", Email = Name, Wrong = true }, 400),
        ["sign-up-ready"] = Page.Of(new SignUpLinkPage { Brand = Brand, Language = Language, Action = "/signup/mail/t", Email = Name, NextUrl = "/" }),
        ["welcome-broken"] = Page.Of(new NewPasswordPage { Brand = Brand, Language = Language, Action = "/reset_password/t", First = false, PersonName = Name, Login = Name, Broken = [PasswordRule.Upper, PasswordRule.TooLong] }, 400),
        ["password-set"] = Page.Of(new PasswordSetPage { Brand = Brand, Language = Language, Login = Name, NextUrl = "/" }),
        ["link-used"] = Page.Of(new LinkUsedPage { Brand = Brand, Language = Language, Problem = LinkProblem.Used }, 410),
        ["link-unknown"] = Page.Of(new LinkUsedPage { Brand = Brand, Language = Language, Problem = LinkProblem.Unknown }, 404),
        ["factor-app"] = Page.Of(new CodePage
        {
            Brand = Brand, Language = Language, App = new(Name), Title = Language.Texts.ConfirmItsYou, Lead = Language.Texts.CodeFromApp, Action = "/signin/factor?flow=f", CancelUrl = "/signin/cancel?flow=f",
            Fields = new Dictionary<string, string> { ["with"] = "app" }, Others = [("/signin/factor?flow=f&with=passkey", Language.Texts.UsePasskeyInstead), ("/signin/factor?flow=f&with=mail", Language.Texts.UseMailInstead)],
        }),
        ["factor-mail"] = Page.Of(new CodePage
        {
            Brand = Brand, Language = Language, App = new(Name), Title = Language.Texts.ConfirmItsYou, Lead = Language.Texts.CodeFromMail, SentTo = Name, Action = "/signin/factor?flow=f", Link = new("42", "/signin/mailed/s", "/signin/factor?flow=f", Opened: false),
            MayResend = true, Notice = Language.Texts.CodeSent,
        }),
        ["factor-wrong"] = Page.Of(new CodePage { Brand = Brand, Language = Language, Title = Language.Texts.ConfirmItsYou, Lead = Language.Texts.CodeFromApp, Action = "/signin/factor?flow=f", Problem = Language.Texts.CodeWrong }),
        ["enroll"] = Page.Of(new EnrollPage
        {
            Brand = Brand, Language = Language, App = new(Name), CancelUrl = "/signin/cancel?flow=f",
            Choices = [("/signin/enroll?flow=f&with=app", Language.Texts.EnrollApp, Language.Texts.EnrollAppText, ""), ("/signin/enroll?flow=f&with=mail", Language.Texts.EnrollMail, Language.Texts.EnrollMailText, Name)],
        }),
        ["enroll-offered"] = Page.Of(new EnrollPage
        {
            Brand = Brand, Language = Language, App = new(Name), CancelUrl = "/signin/cancel?flow=f", SkipUrl = "/signin/enroll?flow=f",
            Choices = [("/signin/enroll?flow=f&with=app", Language.Texts.EnrollApp, Language.Texts.EnrollAppText, ""), ("/signin/enroll?flow=f&with=mail", Language.Texts.EnrollMail, Language.Texts.EnrollMailText, Name)],
        }),
        ["enroll-app"] = Page.Of(new EnrollAppPage
        {
            Brand = Brand, Language = Language, App = new(Name), Action = "/signin/enroll?flow=f", CancelUrl = "/signin/cancel?flow=f", Login = "ada@example.com", Secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
            Fields = new Dictionary<string, string> { ["with"] = "app", ["key"] = "k" }, Replaces = true,
        }),
        ["factor-passkey"] = Page.Of(new PasskeyPage
        {
            Brand = Brand, Language = Language, App = new(Name), Action = "/signin/factor?flow=f", Fields = new Dictionary<string, string> { ["with"] = "passkey" }, Question = Question,
            Problem = Language.Texts.PasskeyWrong, Others = [("/signin/factor?flow=f&with=app", Language.Texts.UseAppInstead)], CancelUrl = "/signin/cancel?flow=f",
        }),
        ["enroll-passkey"] = Page.Of(new EnrollPasskeyPage
        {
            Brand = Brand, Language = Language, App = new(Name), Action = "/signin/enroll?flow=f", Fields = new Dictionary<string, string> { ["with"] = "passkey" }, Question = Question,
            Suggestion = Name, Problem = Language.Texts.PasskeyNotMade, CancelUrl = "/signin/cancel?flow=f",
        }),
        ["account-passkeys"] = Page.Of(new AccountPasskeysPage
        {
            Brand = Brand, Language = Language, PersonName = Name, Done = true, Fields = new Dictionary<string, string> { ["proof"] = Name }, Question = Question, Suggestion = Name, Accepted = Name,
            Passkeys = [new OwnPasskey("fwf1", Name, DateTimeOffset.UnixEpoch, null), new OwnPasskey("fwf2", "My phone", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch)],
        }),
        ["account-passkeys-none"] = Page.Of(new AccountPasskeysPage
        {
            Brand = Brand, Language = Language, PersonName = Name, Fields = new Dictionary<string, string>(), Suggestion = Name, Accepted = "{}", Passkeys = [], Problem = Language.Texts.PasskeyNotMade,
        }),
        ["sign-up"] = Page.Of(new SignUpPage { Brand = Brand, Language = Language, App = new(Name), Flow = "f" }),
        ["sign-up-work"] = Page.Of(new SignUpPage { Brand = Brand, Language = Language, App = new(Name), Flow = "f", Work = new("q", 14, Required: true), Problem = SignUpProblem.WorkSlowly }, 429),
        ["forgot-work"] = Page.Of(new ForgotPasswordPage { Brand = Brand, Language = Language, Flow = "f", App = new(Name), Identifier = Name, Work = new("q", 14, Required: false), Worked = Core.Work.WorkOutcome.Again }),
        ["account-email"] = Page.Of(new AccountEmailPage { Brand = Brand, Language = Language, Email = "mia@example.com", Typed = Name, AsksOld = true, IsLogin = true, Fields = new Dictionary<string, string> { ["proof"] = Name }, Problem = EmailProblem.Invalid }, 400),
        ["email-codes"] = Page.Of(new EmailCodesPage { Brand = Brand, Language = Language, Action = "/account/email/confirm?c=c", NewEmail = Name, OldEmail = "mia@example.com", Fields = new Dictionary<string, string> { ["proof"] = Name }, Wrong = true }, 400),
        ["phone"] = Page.Of(new PhonePage { Brand = Brand, Language = Language, App = new(Name), Action = "/signin/phone/finish?flow=f&p=p", Address = "https://example.com/other/" + new string('x', 43), Number = "42", BackUrl = "/signin?flow=f" }),
        ["phone-over"] = Page.Of(new PhonePage { Brand = Brand, Language = Language, App = new(Name), Action = "/signin/phone/finish?flow=f", BackUrl = "/signin?flow=f" }),
        ["other-device"] = Page.Of(new OtherDevicePage { Brand = Brand, Language = Language, Action = "/other/c", PersonName = Name, Device = Device.Of("Mozilla/5.0 (Windows) Chrome/1"), App = Name, Ip = "203.0.113.7", AskedAt = DateTimeOffset.UnixEpoch, Fields = new Dictionary<string, string> { ["proof"] = Name } }),
        ["mailed-link"] = Page.Of(new MailedLinkPage { Brand = Brand, Language = Language, Action = "/mailed/t", Address = Name, Device = Device.Of("Mozilla/5.0 (Windows) Chrome/1"), App = Name, Ip = "203.0.113.7", AskedAt = DateTimeOffset.UnixEpoch, AsksNumber = true }),
        ["mailed-link-wrong"] = Page.Of(new MailedLinkPage { Brand = Brand, Language = Language, Action = "/mailed/t", Address = Name, Device = Device.Of(""), AskedAt = DateTimeOffset.UnixEpoch, Wrong = true }, 400),
        ["factor-opened"] = Page.Of(new CodePage { Brand = Brand, Language = Language, App = new(Name), Title = Language.Texts.ConfirmItsYou, Lead = Language.Texts.CodeFromMail, SentTo = Name, Action = "/signin/factor?flow=f", Remembers = true, Link = new("42", "/signin/mailed/s", "/signin/factor?flow=f", Opened: true) }),
        ["recovery-codes"] = Page.Of(new RecoveryCodesPage { Brand = Brand, Language = Language, Left = 10, Codes = ["23456-abcde", "xyzab-98765"], Fields = new Dictionary<string, string>() }),
        ["recovery-codes-make"] = Page.Of(new RecoveryCodesPage { Brand = Brand, Language = Language, Left = 3, Fields = new Dictionary<string, string> { ["proof"] = Name } }),
        ["not-me"] = Page.Of(new NotMePage { Brand = Brand, Language = Language, Action = "/notme/t", Login = Name, Restores = Name }),
        ["sign-up-refused"] = Page.Of(new SignUpPage { Brand = Brand, Language = Language, App = new(Name), Flow = "f", FirstName = Name, LastName = Name, Email = Name, Problem = SignUpProblem.Password, Broken = [PasswordRule.Upper] }),
        ["sign-up-code"] = Page.Of(new CodePage { Brand = Brand, Language = Language, App = new(Name), Title = Language.Texts.CheckMail, Lead = Language.Texts.CheckMailText, SentTo = Name, Action = "/signup/verify?flow=f&s=s", Others = [("/signup?flow=f", Language.Texts.StartAgain)] }),
        ["home"] = Page.Of(new HomePage { Brand = Brand, Language = Language, SignInUrl = "/signin", PersonName = Name, SignOutFields = new Dictionary<string, string> { ["state"] = Name } }),
        ["home-developer"] = Page.Of(new HomePage
        {
            Brand = Brand, Language = Language, SignInUrl = "/signin", MailboxUrl = "/dev/mail",
            QuickstartFacts = new Dictionary<string, string> { ["Issuer"] = "http://localhost:8080/oauth2/default", ["Client ID"] = "0oa1b2c3d4e5f6g7h8i9", ["Sign-in redirect URI"] = "localhost:/callback", [Name] = Name },
        }),
        ["account"] = Page.Of(new AccountPage
        {
            Brand = Brand, Language = Language, PersonName = Name, Login = Name, Done = "session", Fields = new Dictionary<string, string> { ["proof"] = Name }, MayDelete = true,
            Profile = [("firstName", Name), ("lastName", Name), ("displayName", ""), ("mobilePhone", Name), ("preferredLanguage", "de")], PasswordChangedAt = DateTimeOffset.UnixEpoch,
            Authenticators = [new("ost1", FactorType.Totp, null, DateTimeOffset.UnixEpoch), new("fwf" + Name, "webauthn", Name, DateTimeOffset.UnixEpoch)],
            Browsers =
            [
                new Place("session 1", Device.Of("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"), null, DateTimeOffset.UnixEpoch) { Here = true, Ip = "203.0.113.7", UsedFor = [Name, "Web app"] },
                new Place("session 2", Device.Of(Name), null, DateTimeOffset.UnixEpoch),
            ],
            Apps = [new Place("family " + Name, Device.Of("okhttp/4.12 Android"), Name, DateTimeOffset.UnixEpoch)],
            OwnApps = [new(Name, "https://wiki.example.com/start")], Access = [new("0oa1", Name, [Scope("openid", "", ""), Scope(Name, Name, Name)]), new("0oa2", "Web app", [])],
            SignIns = [new(DateTimeOffset.UnixEpoch, true, Name, "203.0.113.7", Name), new(DateTimeOffset.UnixEpoch, false, null, null, "")],
        }),
        ["account-bare"] = Page.Of(new AccountPage
        {
            Brand = Brand, Language = Language, PersonName = Name, Login = Name, Fields = new Dictionary<string, string>(), Profile = [], Authenticators = [], Browsers = [], Apps = [], OwnApps = [], Access = [], SignIns = [],
        }),
        ["account-profile-refused"] = Page.Of(new AccountPage
        {
            Brand = Brand, Language = Language, PersonName = Name, Login = Name, Fields = new Dictionary<string, string>(), Profile = [("firstName", ""), ("nickName", Name)], Wrong = ["nickName"],
            Authenticators = [], Browsers = [], Apps = [], OwnApps = [], Access = [], SignIns = [],
        }),
        ["account-password"] = Page.Of(new AccountPasswordPage { Brand = Brand, Language = Language, Login = Name, Fields = new Dictionary<string, string> { ["proof"] = Name } }),
        ["account-password-refused"] = Page.Of(new AccountPasswordPage { Brand = Brand, Language = Language, Login = Name, Fields = new Dictionary<string, string>(), Problem = AccountPasswordProblem.Rules, Broken = [PasswordRule.Upper] }),
        ["account-authenticator"] = Page.Of(new AccountAuthenticatorPage
        {
            Brand = Brand, Language = Language, Authenticator = new("fwf" + Name, "webauthn", Name, DateTimeOffset.UnixEpoch), HasName = true, NameInvalid = true, Fields = new Dictionary<string, string> { ["proof"] = Name },
        }),
        ["account-data"] = Page.Of(new AccountDataPage { Brand = Brand, Language = Language, Fields = new Dictionary<string, string> { ["proof"] = Name } }),
        ["account-delete"] = Page.Of(new AccountDeletionPage { Brand = Brand, Language = Language, Login = Name, Mismatch = true, Fields = new Dictionary<string, string> { ["proof"] = Name } }),
        ["account-deleted"] = Page.Of(new AccountDeletionPage { Brand = Brand, Language = Language }),
        ["mailbox"] = Page.Of(new MailboxPage
        {
            Brand = Brand, Language = Language,
            Mails = [new MailboxEntry("mai00000000000000000", Name, $"Set your password for {Name}", $"Hello {Name},\n\nan account has been made for you.\n\nhttp://localhost:8080/welcome/abc?x=1&y=\"2\"\n", "<p>x</p>", ["http://localhost:8080/welcome/abc?x=1&y=\"2\"", "http://localhost:8080/only-in-html"], DateTimeOffset.UnixEpoch)],
        }),
        ["certificate"] = Page.Of(new Entrance.Development.CertificatePage
        {
            Brand = Brand, Language = Language, Authority = DevelopmentAuthority, OrgUrl = "https://192.168.1.20:8080",
        }),
        ["mailbox-empty"] = Page.Of(new MailboxPage { Brand = Brand, Language = Language, Mails = [] }),
    };
}
