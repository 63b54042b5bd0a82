using Latchkey.Server.Core.Federation;
using Latchkey.Server.Entrance.Development;
using Latchkey.Server.Entrance.Pipeline;
using Latchkey.Server.Faces.Authn;
using Latchkey.Server.Faces.Journeys.Account;
using Latchkey.Server.Faces.Journeys.Approval;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Faces.Journeys.Authorize;
using Latchkey.Server.Faces.Journeys.Federation;
using Latchkey.Server.Faces.Journeys.Idx;
using Latchkey.Server.Faces.Journeys.Kit;
using Latchkey.Server.Faces.Journeys.Logout;
using Latchkey.Server.Faces.Journeys.Mailbox;
using Latchkey.Server.Faces.Journeys.Passkeys;
using Latchkey.Server.Faces.Journeys.Phone;
using Latchkey.Server.Faces.Journeys.SignIn;
using Latchkey.Server.Faces.Journeys.SignUp;
using Latchkey.Server.Faces.Management.Administration;
using Latchkey.Server.Faces.Management.ApiAccess;
using Latchkey.Server.Faces.Management.Authenticators;
using Latchkey.Server.Faces.Management.AutoMembership;
using Latchkey.Server.Faces.Management.Bodies;
using Latchkey.Server.Faces.Management.Brands;
using Latchkey.Server.Faces.Management.Clients;
using Latchkey.Server.Faces.Management.Description;
using Latchkey.Server.Faces.Management.Federation;
using Latchkey.Server.Faces.Management.Grants;
using Latchkey.Server.Faces.Management.Issuers;
using Latchkey.Server.Faces.Management.Hooks;
using Latchkey.Server.Faces.Management.Keys;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Faces.Management.LinkedPeople;
using Latchkey.Server.Faces.Management.Log;
using Latchkey.Server.Faces.Management.MailServers;
using Latchkey.Server.Faces.Management.Membership;
using Latchkey.Server.Faces.Management.Networks;
using Latchkey.Server.Faces.Management.Orgs;
using Latchkey.Server.Faces.Management.Origins;
using Latchkey.Server.Faces.Management.People;
using Latchkey.Server.Faces.Management.Refusals;
using Latchkey.Server.Faces.Management.Rulebook;
using Latchkey.Server.Faces.Management.Schemas;
using Latchkey.Server.Faces.Management.SingleSignOn;
using Latchkey.Server.Faces.MyAccount;
using Latchkey.Server.Faces.NewOrgs;
using Latchkey.Server.Faces.Management.ClientRegistration;
using Latchkey.Server.Faces.OAuth.Decoupled;
using Latchkey.Server.Faces.OAuth.Discovery;
using Latchkey.Server.Faces.OAuth.Interact;
using Latchkey.Server.Faces.OAuth.Introspection;
using Latchkey.Server.Faces.OAuth.Requests;
using Latchkey.Server.Faces.OAuth.Revocation;
using Latchkey.Server.Faces.OAuth.Tokens;
using Latchkey.Server.Faces.OAuth.UserInfo;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server;

/// <summary>Every URL of the product, grouped by who calls it and how it fails.</summary>
internal static class Routes
{
    // What a browser preflights with OPTIONS is answered by Cors before the endpoint is reached.
    private static readonly string[] Get = ["GET", "HEAD", "OPTIONS"];
    private static readonly string[] Post = ["POST", "OPTIONS"];
    private static readonly string[] GetOrPost = ["GET", "POST", "OPTIONS"];

    public static void MapLatchkey(this WebApplication server, ServerSettings settings)
    {
        var app = server.MapGroup("").AnswersHead();
        app.MapHealth();
        app.MapDocuments();
        app.MapAuthorizationServer("/oauth2/v1");
        app.MapAuthorizationServer("/oauth2/{server}/v1");
        app.MapRegistration();
        app.MapClients();
        app.MapManagementApi();
        app.MapSignInApi();
        app.MapIdx();
        app.MapMyAccount();
        app.MapPages();
        app.MapConsole();
        if (settings.Development || settings.ApiReference) app.MapReferencePage();
        if (settings.Development) app.MapDevelopment(settings);
    }

    /// <summary>For machines that watch over this one: load balancers, orchestrators, monitors.</summary>
    private static void MapHealth(this RouteGroupBuilder app)
    {
        var health = app.MapGroup(HealthEndpoint.Path).CalledBy(CallerKind.Anybody).AnswersWithApiErrors().NotLimited().NoStore().ForAnyHost();
        health.MapGet("", HealthEndpoint.Ready);
        health.MapGet("/live", HealthEndpoint.Live);
    }

    /// <summary>Public documents: any program, any origin.</summary>
    private static void MapDocuments(this RouteGroupBuilder app)
    {
        var documents = app.MapGroup("").CalledBy(CallerKind.Anybody).AnswersWithApiErrors().RateLimited(RateLimit.Discovery).OpenToAllOrigins();
        foreach (var issuer in (string[])["", "/oauth2/{server}"])
        {
            documents.MapMethods(issuer + "/.well-known/openid-configuration", Get, DiscoveryEndpoint.OpenId);
            documents.MapMethods(issuer + "/.well-known/oauth-authorization-server", Get, DiscoveryEndpoint.OAuth);
        }
        documents.MapMethods("/.well-known/openid-configuration/oauth2/{server}", Get, DiscoveryEndpoint.OpenId);
        documents.MapMethods("/.well-known/oauth-authorization-server/oauth2/{server}", Get, DiscoveryEndpoint.OAuth);
        documents.MapMethods("/.well-known/okta-organization", Get, DiscoveryEndpoint.Organization);
        documents.MapMethods("/.well-known/assetlinks.json", Get, AssociationEndpoint.AssetLinks);
        documents.MapMethods("/.well-known/apple-app-site-association", Get, AssociationEndpoint.AppleSite);
        documents.MapMethods("/.well-known/webauthn", Get, AssociationEndpoint.WebAuthn);
        documents.MapMethods(DescriptionEndpoint.Path, Get, DescriptionEndpoint.Handle);
        documents.MapMethods("/oauth2/v1/keys", Get, JwksEndpoint.Handle);
        documents.MapMethods("/oauth2/{server}/v1/keys", Get, JwksEndpoint.Handle);
    }

    private static void MapAuthorizationServer(this RouteGroupBuilder app, string path)
    {
        // A person is looking.
        var pages = app.MapGroup(path).CalledBy(CallerKind.Anybody).FailsWithAPage().SpeakAsTheOrg().RateLimited(RateLimit.Pages);
        pages.MapMethods("/authorize", ["GET", "POST"], AuthorizeEndpoint.Handle);
        pages.MapMethods("/logout", ["GET", "POST"], EndSessionEndpoint.Handle);

        // A program is calling.
        var protocol = app.MapGroup(path).CalledBy(CallerKind.App).AnswersWithOAuthErrors().RateLimited(RateLimit.Tokens).NoStore().OpenToClientOrigins();
        protocol.MapMethods("/par", Post, PushedRequestEndpoint.Handle);
        // Okta's clients ask with credentials, and go on to where they count.
        protocol.MapMethods("/interact", Post, InteractEndpoint.Handle).OpenToTrustedOriginsWithCredentials();
        protocol.MapMethods("/device/authorize", Post, DeviceAuthorizationEndpoint.Handle);
        protocol.MapMethods("/bc/authorize", Post, BackchannelAuthenticationEndpoint.Handle);
        protocol.MapMethods("/token", Post, TokenEndpoint.Handle);
        protocol.MapMethods("/introspect", Post, IntrospectionEndpoint.Handle);
        protocol.MapMethods("/revoke", Post, RevocationEndpoint.Handle);

        app.MapMethods(path + "/userinfo", GetOrPost, UserInfoEndpoint.Handle)
            .CalledBy(CallerKind.AccessToken).AnswersWithChallenges().RateLimited(RateLimit.Tokens).NoStore().OpenToClientOrigins();
    }

    private static void MapRegistration(this RouteGroupBuilder app)
    {
        var registration = app.MapGroup("/api").CalledBy(CallerKind.Anybody).TakesWordsInAnyCase().AnswersWithApiErrors()
            .RateLimited(RateLimit.Registration).NoStore();
        registration.MapPost("/v1/registration/{id}/register", RegistrationEndpoint.Register);
        registration.MapGet("/internal/v1/developer/redeem/{token}", RegistrationEndpoint.Redeem);
    }

    /// <summary>Dynamic client registration: one place for all authorization servers of an org (contract §1.3, §2.14).</summary>
    private static void MapClients(this RouteGroupBuilder app)
    {
        var clients = app.MapGroup(ClientsEndpoint.Path).CalledBy(CallerKind.RegistrationOrApiToken).AnswersWithOAuthErrors()
            .RateLimited(RateLimit.Clients).NoStore().OpenToAllOriginsWhileRegistrationIsOpen().RefusesMetadata();
        clients.MapPost("", ClientsEndpoint.Register).CalledBy(CallerKind.ApiTokenUnlessRegistrationIsOpen);
        clients.MapGet("", ClientsEndpoint.List).CalledBy(CallerKind.ApiToken);
        clients.MapGet("/{clientId}", ClientsEndpoint.Read);
        clients.MapPut("/{clientId}", ClientsEndpoint.Replace);
        clients.MapDelete("/{clientId}", ClientsEndpoint.Delete);
        clients.MapPost("/{clientId}/lifecycle/newSecret", ClientsEndpoint.NewSecret);
    }

    /// <summary>Administration: SSWS tokens, or access tokens with the scope, contract §3.</summary>
    private static void MapManagementApi(this RouteGroupBuilder app)
    {
        var api = app.MapGroup("/api/v1").TakesWordsInAnyCase().RequiresApiToken().AnswersWithApiErrors().RateLimited(RateLimit.Api).NoStore();
        api.MapApps();
        api.MapAppAssignments();
        api.MapAppIdToken();
        api.MapAppGrants();
        api.MapAppSecrets();
        api.MapAppKeys();
        api.MapKeyCredentials();
        api.MapSigningRequests();
        api.MapInterclient();
        api.MapUsers();
        api.MapUserLifecycle();
        api.MapUserGrants();
        api.MapChangePassword();
        api.MapUserRecovery();
        api.MapUserLists();
        api.MapIdentityProviders();
        api.MapLinkedUsers();
        api.MapRoles();
        api.MapCustomRoles();
        api.MapSubscriptions();
        api.MapResourceSets();
        api.MapLinkedObjects();
        api.MapFactors();
        api.MapEnrollments();
        api.MapAuthenticators();
        api.MapSchemas();
        api.MapUserTypes();
        api.MapSessions();
        api.MapGroups();
        api.MapGroupOwners();
        api.MapGroupRules();
        api.MapAuthorizationServers();
        api.MapSigningKeys();
        api.MapTrustedOrigins();
        api.MapZones();
        api.MapHookKeys();
        api.MapInlineHooks();
        api.MapEventHooks();
        api.MapPolicies();
        api.MapBrands();
        api.MapThemes();
        api.MapDomains();
        api.MapBrandPages();
        api.MapMailTemplates();
        api.MapWellKnownUris();
        api.MapTokens();
        api.MapOrg();
        api.MapOrgContacts();
        api.MapFixedSettings();
        api.MapRefused();
        api.MapApiTokens();
        api.MapLogs();
        api.MapLogStreams();
        api.MapEmailServers();
        api.MapEmailDomains();
        app.MapGroup("/attack-protection/api/v1").RequiresApiToken().AnswersWithApiErrors().RateLimited(RateLimit.Api).NoStore().MapAttackProtection();
        app.MapGroup(ClientsEndpoint.Path + "/{clientId}/roles").TakesWordsInAnyCase().RequiresApiToken().AnswersWithApiErrors().RateLimited(RateLimit.Api)
            .NoStore().MapRolesOfOne();
        app.MapPost("/oauth2/v1/global-token-revocation", GlobalRevocationEndpoint.Handle)
            .RequiresApiToken().AnswersWithApiErrors().RateLimited(RateLimit.Api).NoStore();
    }

    /// <summary>
    /// Signing in in a program's own form: pages of other origins that the org trusts call these, too, with the browser's cookies. Contract §3.5.
    /// </summary>
    private static void MapSignInApi(this RouteGroupBuilder app)
    {
        var api = app.MapGroup("/api/v1").CalledBy(CallerKind.Anybody).TakesWordsInAnyCase().AnswersWithApiErrors()
            .RateLimited(RateLimit.Api).NoStore().OpenToTrustedOriginsWithCredentials();
        var authn = api.MapGroup("").OpenToPagesHost();
        // The ids of policies; others are of orgs that are about to be.
        authn.MapMethods("/registration/form", Get, AuthnSignUp.Form);
        authn.MapMethods("/registration/00p{policy}/register", Post, AuthnSignUp.Register).RateLimited(RateLimit.SignUps);
        authn.MapMethods("/authn", Post, AuthnEndpoints.Authenticate).RateLimited(RateLimit.Passwords);
        authn.MapMethods("/authn/introspect", Post, AuthnEndpoints.Introspect);
        authn.MapMethods("/authn/cancel", Post, AuthnEndpoints.Cancel);
        authn.MapMethods("/authn/previous", Post, AuthnFactors.Previous);
        authn.MapMethods("/authn/skip", Post, AuthnEndpoints.Skip);
        authn.MapMethods("/authn/factors/{factorId}/verify", Post, AuthnFactors.Verify).RateLimited(RateLimit.Passwords);
        authn.MapMethods("/authn/factors/{factorId}/verify/resend", Post, AuthnFactors.Resend).RateLimited(RateLimit.Passwords);
        authn.MapMethods("/authn/factors", Post, AuthnEnrollment.Begin).RateLimited(RateLimit.Passwords);
        authn.MapMethods("/authn/factors/{factorId}/lifecycle/activate", Post, AuthnEnrollment.Activate).RateLimited(RateLimit.Passwords);
        authn.MapMethods("/authn/factors/{factorId}/lifecycle/resend", Post, AuthnEnrollment.Resend).RateLimited(RateLimit.Passwords);
        authn.MapMethods("/authn/credentials/change_password", Post, AuthnPasswords.Change).RateLimited(RateLimit.Passwords);
        authn.MapMethods("/authn/credentials/reset_password", Post, AuthnPasswords.Reset).RateLimited(RateLimit.Passwords);
        authn.MapMethods("/authn/recovery/password", Post, AuthnRecovery.Password).RateLimited(RateLimit.Registration);
        authn.MapMethods("/authn/recovery/unlock", Post, AuthnRecovery.Unlock).RateLimited(RateLimit.Registration);
        authn.MapMethods("/authn/recovery/token", Post, AuthnRecovery.Token).RateLimited(RateLimit.Passwords);
        authn.MapMethods("/authn/recovery/factors/{factorType}/verify", Post, AuthnRecovery.Verify).RateLimited(RateLimit.Passwords);
        authn.MapMethods("/authn/recovery/answer", Post, AuthnRecovery.Answer).RateLimited(RateLimit.Passwords);
        api.MapMethods("/users/me", Get, UsersApi.Me).CalledBy(CallerKind.SessionOrApiToken);
        api.MapMethods("/sessions", Post, MySession.Begin);
        api.MapMethods("/sessions/me", ["GET", "HEAD", "DELETE", "OPTIONS"], MySession.Handle).CalledBy(CallerKind.Session);
        api.MapMethods("/sessions/me/lifecycle/refresh", Post, MySession.Refresh).CalledBy(CallerKind.Session);
    }

    /// <summary>Signing in in an app's own pages, as clients of the Identity Engine do it. Contract §4.</summary>
    private static void MapIdx(this RouteGroupBuilder app)
    {
        var idx = app.MapGroup("/idp/idx").CalledBy(CallerKind.Anybody).AnswersWithApiErrors().RateLimited(RateLimit.Passwords).NoStore()
            .OpenToTrustedOriginsWithCredentials().OpenToPagesHost().AnswersWithDocuments();
        idx.MapMethods("/introspect", Post, IdxEndpoints.Introspect).RateLimited(RateLimit.Api);
        idx.MapMethods("/identify", Post, IdxEndpoints.Identify);
        idx.MapMethods("/challenge", Post, IdxEndpoints.Choose);
        idx.MapMethods("/challenge/answer", Post, IdxEndpoints.Answer);
        idx.MapMethods("/challenge/resend", Post, IdxEndpoints.Resend);
        idx.MapMethods("/challenge/poll", Post, IdxEndpoints.Poll).RateLimited(RateLimit.Api);
        idx.MapMethods("/credential/enroll", Post, IdxEndpoints.ChooseNew);
        idx.MapMethods("/skip", Post, IdxEndpoints.Skip);
        idx.MapMethods("/recover", Post, IdxEndpoints.Recover);
        idx.MapMethods("/unlock-account", Post, IdxEndpoints.Unlock);
        idx.MapMethods("/enroll", Post, IdxEndpoints.BeginSignUp);
        idx.MapMethods("/enroll/new", Post, IdxEndpoints.SignUp).RateLimited(RateLimit.Registration);
        idx.MapMethods("/consent", Post, IdxEndpoints.Agree);
        idx.MapMethods("/cancel", Post, IdxEndpoints.Cancel).RateLimited(RateLimit.Api);
    }

    /// <summary>A person's own account, by an app that they use. Contract §4.1.</summary>
    private static void MapMyAccount(this RouteGroupBuilder app)
    {
        var mine = app.MapGroup(MyAccountJson.Path).CalledBy(CallerKind.AccessToken).AnswersWithApiErrors().RateLimited(RateLimit.Api).NoStore()
            .OpenToClientOrigins().AcceptsPreflights();
        mine.MapMyProfile();
        mine.MapMyEmails();
        mine.MapMyPassword();
        mine.MapMyAuthenticators();
        mine.MapMyPasskeys();
        mine.MapMyApps();
        mine.MapMyRefusals();
    }

    private static void MapDevelopment(this RouteGroupBuilder app, ServerSettings settings)
    {
        var pages = app.MapGroup("").CalledBy(CallerKind.Anybody).FailsWithAPage().RateLimited(RateLimit.Pages);
        pages.MapGet(settings.MailboxPath, MailboxEndpoint.Show);
        pages.MapGet(settings.MailboxPath + ".json", MailboxEndpoint.Json);
        pages.MapGet(settings.MailboxPath + "/{id}", MailboxEndpoint.AsHtml);
        if (settings.DevelopmentAuthority is null) return;
        pages.MapGet(CertificateEndpoint.Path, CertificateEndpoint.Show);
        pages.MapGet($"{CertificateEndpoint.Path}/{CertificateEndpoint.AndroidFile}", CertificateEndpoint.ForAndroid);
        pages.MapGet($"{CertificateEndpoint.Path}/{CertificateEndpoint.AppleFile}", CertificateEndpoint.ForApple);
    }

    private static void MapPages(this RouteGroupBuilder app)
    {
        var pages = app.MapGroup("").CalledBy(CallerKind.Anybody).FailsWithAPage().SpeakAsTheOrg().RateLimited(RateLimit.Pages);
        pages.MapGet("/", HomeEndpoint.Show);
        pages.MapGet("/signin", SignInEndpoint.Show);
        pages.MapPost("/signin", SignInEndpoint.Submit).RateLimited(RateLimit.Passwords);
        pages.MapPost("/signin/passkey", PasskeySignInEndpoint.Submit).RateLimited(RateLimit.Passwords);
        pages.MapPost("/signin/phone", PhoneEndpoint.Begin).RateLimited(RateLimit.UserCodes);
        pages.MapGet("/signin/phone", PhoneEndpoint.Show);
        pages.MapPost("/signin/phone/finish", PhoneEndpoint.Finish).RateLimited(RateLimit.Passwords);
        pages.MapGet("/other/{code}", OtherDeviceEndpoint.Show).CalledBy(CallerKind.Session);
        pages.MapPost("/other/{code}", OtherDeviceEndpoint.Answer).CalledBy(CallerKind.Session).RateLimited(RateLimit.Passwords);
        pages.MapGet(MailSignInEndpoint.Address, MailSignInEndpoint.Show);
        pages.MapPost(MailSignInEndpoint.Address, MailSignInEndpoint.Submit).RateLimited(RateLimit.Passwords);
        pages.MapGet("/signin/mailed/{subject}", MailedLinkEndpoint.Look);
        pages.MapGet("/mailed/{token}", MailedLinkEndpoint.Show);
        pages.MapPost("/mailed/{token}", MailedLinkEndpoint.Answer).RateLimited(RateLimit.Passwords);
        pages.MapGet("/signin/with/{idpId}", ProviderSignInEndpoint.Leave);
        pages.MapMethods(UpstreamClient.Callback, ["GET", "POST"], ProviderSignInEndpoint.Return);
        pages.MapGet("/signin/forgot", ForgotPasswordEndpoint.Show);
        pages.MapPost("/signin/forgot", ForgotPasswordEndpoint.Submit).RateLimited(RateLimit.SignUps);
        pages.MapGet("/signin/password", ExpiredPasswordEndpoint.Show);
        pages.MapPost("/signin/password", ExpiredPasswordEndpoint.Set).RateLimited(RateLimit.Passwords);
        pages.MapGet("/signin/cancel", SignInEndpoint.Cancel);
        pages.MapPost("/signin/switch", SwitchPersonEndpoint.Answer);
        pages.MapGet("/signin/consent", ConsentEndpoint.Show);
        pages.MapPost("/signin/consent", ConsentEndpoint.Answer);
        pages.MapGet("/signin/factor", FactorEndpoint.Show);
        pages.MapPost("/signin/factor", FactorEndpoint.Submit).RateLimited(RateLimit.Passwords);
        pages.MapGet("/signin/enroll", EnrollEndpoint.Show);
        pages.MapPost("/signin/enroll", EnrollEndpoint.Submit).RateLimited(RateLimit.Passwords);
        pages.MapGet("/signup", SignUpEndpoint.Show);
        pages.MapPost("/signup", SignUpEndpoint.Submit).RateLimited(RateLimit.SignUps);
        pages.MapGet("/signup/verify", SignUpEndpoint.ShowVerify);
        pages.MapPost("/signup/verify", SignUpEndpoint.Verify).RateLimited(RateLimit.Passwords);
        pages.MapGet("/signup/mail/{token}", SignUpLinkEndpoint.Show);
        pages.MapPost("/signup/mail/{token}", SignUpLinkEndpoint.Finish).RateLimited(RateLimit.Passwords);
        pages.MapGet("/activate", ActivateEndpoint.Show);
        pages.MapPost("/activate", ActivateEndpoint.Submit).RateLimited(RateLimit.UserCodes);
        pages.MapGet("/activate/confirm", ActivateEndpoint.Confirm).CalledBy(CallerKind.Session);
        pages.MapPost("/activate/confirm", ActivateEndpoint.Answer).CalledBy(CallerKind.Session);
        pages.MapGet("/approve", ApproveEndpoint.List).CalledBy(CallerKind.Session);
        pages.MapGet("/approve/{id}", ApproveEndpoint.Show).CalledBy(CallerKind.Session);
        pages.MapPost("/approve/{id}", ApproveEndpoint.Answer).CalledBy(CallerKind.Session);
        pages.MapPost("/signout", SignOutForm.Handle);
        pages.MapGet("/login/sessionCookieRedirect", SessionCookieRedirect.Handle);
        pages.MapGet("/login/default", PagePreviewEndpoint.Default);
        pages.MapGet("/login/login.htm", SignInEndpoint.Show);
        pages.MapGet(WidgetPages.Redirect, WidgetPageEndpoint.Redirect);
        pages.MapGet(WidgetPages.Path, WidgetPageEndpoint.Show).OnPagesHostAlone();
        pages.MapGet("/login/preview/{page}", PagePreviewEndpoint.Show).CalledBy(CallerKind.Session);
        pages.MapGet("/login/signout", LoginSignOut.Handle);
        pages.MapGet("/account", AccountEndpoint.Show).CalledBy(CallerKind.Session);
        pages.MapPost("/account/profile", AccountEndpoint.Save).CalledBy(CallerKind.Session);
        pages.MapGet("/account/password", AccountPasswordEndpoint.Show).CalledBy(CallerKind.Session);
        pages.MapPost("/account/password", AccountPasswordEndpoint.Change).CalledBy(CallerKind.Session).RateLimited(RateLimit.Passwords);
        pages.MapGet("/account/recovery-codes", RecoveryCodesEndpoint.Show).CalledBy(CallerKind.Session);
        pages.MapPost("/account/recovery-codes", RecoveryCodesEndpoint.Make).CalledBy(CallerKind.Session);
        pages.MapGet("/account/email", AccountEmailEndpoint.Show).CalledBy(CallerKind.Session);
        pages.MapPost("/account/email", AccountEmailEndpoint.Ask).CalledBy(CallerKind.Session).RateLimited(RateLimit.SignUps);
        pages.MapGet("/account/email/confirm", AccountEmailEndpoint.ShowCodes).CalledBy(CallerKind.Session);
        pages.MapPost("/account/email/confirm", AccountEmailEndpoint.Change).CalledBy(CallerKind.Session).RateLimited(RateLimit.Passwords);
        pages.MapGet("/account/authenticators/new", AccountEnrollmentEndpoint.Begin).CalledBy(CallerKind.Session);
        pages.MapGet("/account/authenticators/{id}", AccountAuthenticatorEndpoint.Show).CalledBy(CallerKind.Session);
        pages.MapPost("/account/authenticators/{id}", AccountAuthenticatorEndpoint.Change).CalledBy(CallerKind.Session);
        pages.MapPost("/account/apps", AccountSessionsEndpoint.RemoveApp).CalledBy(CallerKind.Session);
        pages.MapGet("/account/data", AccountDataEndpoint.Show).CalledBy(CallerKind.Session);
        pages.MapPost("/account/data", AccountDataEndpoint.Download).CalledBy(CallerKind.Session);
        pages.MapGet("/account/delete", AccountDeletionEndpoint.Show).CalledBy(CallerKind.Session);
        pages.MapPost("/account/delete", AccountDeletionEndpoint.Delete).CalledBy(CallerKind.Session);
        pages.MapGet("/account/sessions", AccountSessionsEndpoint.Show);
        pages.MapPost("/account/sessions", AccountSessionsEndpoint.End).CalledBy(CallerKind.Session);
        pages.MapGet("/account/passkeys", AccountPasskeysEndpoint.Show).CalledBy(CallerKind.Session);
        pages.MapPost("/account/passkeys", AccountPasskeysEndpoint.Change).CalledBy(CallerKind.Session).RateLimited(RateLimit.Passwords);
        pages.MapGet("/welcome/{token}", WelcomeEndpoint.Show);
        pages.MapPost("/welcome/{token}", WelcomeEndpoint.Set).RateLimited(RateLimit.Passwords);
        pages.MapGet("/reset_password/{token}", ResetPasswordEndpoint.Show);
        pages.MapPost("/reset_password/{token}", ResetPasswordEndpoint.Set).RateLimited(RateLimit.Passwords);
        pages.MapGet("/unlock/{token}", UnlockEndpoint.Show);
        pages.MapPost("/unlock/{token}", UnlockEndpoint.End).RateLimited(RateLimit.Passwords);
        pages.MapGet("/notme/{token}", NotMeEndpoint.Show);
        pages.MapPost("/notme/{token}", NotMeEndpoint.End).RateLimited(RateLimit.Passwords);
        pages.MapGet("/assets/{name}", AssetsEndpoint.Handle).OnPagesHostToo();
        pages.MapGet("/brand/{name}", BrandImageEndpoint.Handle).OnPagesHostToo();
    }
}
