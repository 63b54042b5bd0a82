using Latchkey.Server.Core.Administration;
using Latchkey.Server.Entrance.Development;
using Latchkey.Server.Entrance.Pipeline;
using Latchkey.Server.Faces.Authn;
using Latchkey.Server.Faces.Console.Applications.Activity;
using Latchkey.Server.Faces.Console.Applications.ApiScopes;
using Latchkey.Server.Faces.Console.Applications.Assignments;
using Latchkey.Server.Faces.Console.Applications.Create;
using Latchkey.Server.Faces.Console.Applications.General;
using Latchkey.Server.Faces.Console.Applications.Lifecycle;
using Latchkey.Server.Faces.Console.Applications.List;
using Latchkey.Server.Faces.Console.Applications.Secrets;
using Latchkey.Server.Faces.Console.Applications.Starting;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Finding.Everywhere;
using Latchkey.Server.Faces.Console.Finding.Keyboard;
using Latchkey.Server.Faces.Console.Grouping.Access;
using Latchkey.Server.Faces.Console.Grouping.Create;
using Latchkey.Server.Faces.Console.Grouping.List;
using Latchkey.Server.Faces.Console.Grouping.Members;
using Latchkey.Server.Faces.Console.Grouping.Settings;
using Latchkey.Server.Faces.Console.Home;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Persons.Access;
using Latchkey.Server.Faces.Console.Persons.Activity;
using Latchkey.Server.Faces.Console.Persons.Create;
using Latchkey.Server.Faces.Console.Persons.List;
using Latchkey.Server.Faces.Console.Persons.Membership;
using Latchkey.Server.Faces.Console.Persons.Password;
using Latchkey.Server.Faces.Console.Persons.Profile;
using Latchkey.Server.Faces.Console.Persons.Security;
using Latchkey.Server.Faces.Console.Persons.Standing;
using Latchkey.Server.Faces.Console.Reporting.Event;
using Latchkey.Server.Faces.Console.Reporting.Export;
using Latchkey.Server.Faces.Console.Reporting.List;
using Latchkey.Server.Faces.Console.Reporting.SignIns;
using Latchkey.Server.Faces.Console.Securing.ApiTokens;
using Latchkey.Server.Faces.Console.Securing.Issuers;
using Latchkey.Server.Faces.Console.Securing.Networks;
using Latchkey.Server.Faces.Console.Securing.Permissions;
using Latchkey.Server.Faces.Console.Securing.Policies.List;
using Latchkey.Server.Faces.Console.Securing.Policies.Mappings;
using Latchkey.Server.Faces.Console.Securing.Policies.Overview;
using Latchkey.Server.Faces.Console.Securing.Policies.Rule;
using Latchkey.Server.Faces.Console.Securing.Policies.Settings;
using Latchkey.Server.Faces.Console.Securing.Policies.Simulation;
using Latchkey.Server.Faces.Console.Securing.Preview;
using Latchkey.Server.Faces.Console.Securing.Rules;
using Latchkey.Server.Faces.Console.Securing.Statements;
using Latchkey.Server.Faces.Console.Securing.TrustedSites;
using Latchkey.Server.Faces.Console.SignIn;
using Latchkey.Server.Faces.Journeys.Account;
using Latchkey.Server.Faces.Journeys.Approval;
using Latchkey.Server.Faces.Journeys.Authorize;
using Latchkey.Server.Faces.Journeys.Idx;
using Latchkey.Server.Faces.Journeys.Kit;
using Latchkey.Server.Faces.Journeys.Logout;
using Latchkey.Server.Faces.Journeys.Mailbox;
using Latchkey.Server.Faces.Journeys.Passkeys;
using Latchkey.Server.Faces.Journeys.SignIn;
using Latchkey.Server.Faces.Journeys.SignUp;
using Latchkey.Server.Faces.Management.Administration;
using Latchkey.Server.Faces.Management.ApiAccess;
using Latchkey.Server.Faces.Management.Authenticators;
using Latchkey.Server.Faces.Management.AutoMembership;
using Latchkey.Server.Faces.Management.Bodies;
using Latchkey.Server.Faces.Management.Brands;
using Latchkey.Server.Faces.Management.Clients;
using Latchkey.Server.Faces.Management.Grants;
using Latchkey.Server.Faces.Management.Issuers;
using Latchkey.Server.Faces.Management.Hooks;
using Latchkey.Server.Faces.Management.Keys;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Faces.Management.LinkedPeople;
using Latchkey.Server.Faces.Management.Log;
using Latchkey.Server.Faces.Management.Membership;
using Latchkey.Server.Faces.Management.Networks;
using Latchkey.Server.Faces.Management.Orgs;
using Latchkey.Server.Faces.Management.Origins;
using Latchkey.Server.Faces.Management.People;
using Latchkey.Server.Faces.Management.Refusals;
using Latchkey.Server.Faces.Management.Rulebook;
using Latchkey.Server.Faces.Management.Schemas;
using Latchkey.Server.Faces.Management.SingleSignOn;
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
        app.MapPages();
        app.MapConsole();
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
        documents.MapMethods("/oauth2/v1/keys", Get, JwksEndpoint.Handle);
        documents.MapMethods("/oauth2/{server}/v1/keys", Get, JwksEndpoint.Handle);
    }

    private static void MapAuthorizationServer(this RouteGroupBuilder app, string path)
    {
        // A person is looking.
        var pages = app.MapGroup(path).CalledBy(CallerKind.Anybody).FailsWithAPage().RateLimited(RateLimit.Pages);
        pages.MapMethods("/authorize", ["GET", "POST"], AuthorizeEndpoint.Handle);
        pages.MapMethods("/logout", ["GET", "POST"], EndSessionEndpoint.Handle);

        // A program is calling.
        var protocol = app.MapGroup(path).CalledBy(CallerKind.App).AnswersWithOAuthErrors().RateLimited(RateLimit.Tokens).NoStore().OpenToClientOrigins();
        protocol.MapMethods("/par", Post, PushedRequestEndpoint.Handle);
        protocol.MapMethods("/interact", Post, InteractEndpoint.Handle);
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
        api.MapInterclient();
        api.MapUsers();
        api.MapUserLifecycle();
        api.MapUserGrants();
        api.MapChangePassword();
        api.MapUserRecovery();
        api.MapUserLists();
        api.MapRoles();
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
        app.MapGroup("/attack-protection/api/v1").RequiresApiToken().AnswersWithApiErrors().RateLimited(RateLimit.Api).NoStore().MapAttackProtection();
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
        api.MapMethods("/authn", Post, AuthnEndpoints.Authenticate).RateLimited(RateLimit.Passwords);
        api.MapMethods("/authn/introspect", Post, AuthnEndpoints.Introspect);
        api.MapMethods("/authn/cancel", Post, AuthnEndpoints.Cancel);
        api.MapMethods("/authn/previous", Post, AuthnFactors.Previous);
        api.MapMethods("/authn/skip", Post, AuthnEndpoints.Skip);
        api.MapMethods("/authn/factors/{factorId}/verify", Post, AuthnFactors.Verify).RateLimited(RateLimit.Passwords);
        api.MapMethods("/authn/factors/{factorId}/verify/resend", Post, AuthnFactors.Resend).RateLimited(RateLimit.Passwords);
        api.MapMethods("/authn/factors", Post, AuthnEnrollment.Begin).RateLimited(RateLimit.Passwords);
        api.MapMethods("/authn/factors/{factorId}/lifecycle/activate", Post, AuthnEnrollment.Activate).RateLimited(RateLimit.Passwords);
        api.MapMethods("/authn/factors/{factorId}/lifecycle/resend", Post, AuthnEnrollment.Resend).RateLimited(RateLimit.Passwords);
        api.MapMethods("/authn/credentials/change_password", Post, AuthnPasswords.Change).RateLimited(RateLimit.Passwords);
        api.MapMethods("/authn/credentials/reset_password", Post, AuthnPasswords.Reset).RateLimited(RateLimit.Passwords);
        api.MapMethods("/authn/recovery/password", Post, AuthnRecovery.Password).RateLimited(RateLimit.Registration);
        api.MapMethods("/authn/recovery/token", Post, AuthnRecovery.Token).RateLimited(RateLimit.Passwords);
        api.MapMethods("/users/me", Get, UsersApi.Me).CalledBy(CallerKind.SessionOrApiToken);
        api.MapMethods("/sessions", Post, MySession.Begin);
        api.MapMethods("/sessions/me", ["GET", "HEAD", "DELETE", "OPTIONS"], MySession.Handle).CalledBy(CallerKind.Session);
        api.MapMethods("/sessions/me/lifecycle/refresh", Post, MySession.Refresh).CalledBy(CallerKind.Session);
    }

    /// <summary>Signing in in an app's own pages, as clients of the Identity Engine do it. Contract §4.</summary>
    private static void MapIdx(this RouteGroupBuilder app)
    {
        var idx = app.MapGroup("/idp/idx").CalledBy(CallerKind.Anybody).AnswersWithApiErrors().RateLimited(RateLimit.Passwords).NoStore()
            .OpenToTrustedOriginsWithCredentials().AnswersWithDocuments();
        idx.MapMethods("/introspect", Post, IdxEndpoints.Introspect).RateLimited(RateLimit.Api);
        idx.MapMethods("/identify", Post, IdxEndpoints.Identify);
        idx.MapMethods("/challenge", Post, IdxEndpoints.Choose);
        idx.MapMethods("/challenge/answer", Post, IdxEndpoints.Answer);
        idx.MapMethods("/challenge/resend", Post, IdxEndpoints.Resend);
        idx.MapMethods("/credential/enroll", Post, IdxEndpoints.ChooseNew);
        idx.MapMethods("/consent", Post, IdxEndpoints.Agree);
        idx.MapMethods("/cancel", Post, IdxEndpoints.Cancel).RateLimited(RateLimit.Api);
    }

    /// <summary>The Admin Console: pages for administrators. Contract §8.6.</summary>
    private static void MapConsole(this RouteGroupBuilder app)
    {
        var console = app.MapGroup(ConsoleAccess.Path).FailsWithAPage().RateLimited(RateLimit.Pages).NoStore();
        console.MapGet("/signin", ConsoleSignInEndpoint.Begin).CalledBy(CallerKind.Anybody);
        console.MapGet("/callback", ConsoleSignInEndpoint.Finish).CalledBy(CallerKind.Anybody);

        var pages = console.MapGroup("").ForAdministrators(ConsoleRefusals.At);
        pages.MapPost("/signout", ConsoleSignInEndpoint.SignOut).Needing(ConsoleRight.Enter);
        pages.MapGet("", ConsoleHomeEndpoint.Show).Needing(ConsoleRight.Enter);
        pages.MapGet("/find", FindEndpoint.Show).Needing(ConsoleRight.Enter);
        pages.MapGet("/keyboard", KeyboardEndpoint.Show).Needing(ConsoleRight.Enter);
        MapConsoleApps(pages, ConsoleRight.Read("apps"), ConsoleRight.Manage("apps"));
        MapConsolePeople(pages, ConsoleRight.Read("users"), ConsoleRight.Manage("users"));
        MapConsoleGroups(pages, ConsoleRight.Read("groups"), ConsoleRight.Manage("groups"));
        MapConsoleLog(pages, ConsoleRight.Read("logs"));
        MapConsoleApi(pages, ConsoleRight.Read("authorizationServers"), ConsoleRight.Manage("authorizationServers"));
        MapConsoleNetworks(pages, ConsoleRight.Read("networkZones"), ConsoleRight.Manage("networkZones"));
        MapConsolePolicies(pages, ConsoleRight.Read("policies"), ConsoleRight.Manage("policies"));
    }

    private static void MapConsoleApps(RouteGroupBuilder pages, ConsoleRight look, ConsoleRight change)
    {
        pages.MapGet("/apps", AppListEndpoint.Show).Needing(look);
        pages.MapGet("/apps/new", CreateAppEndpoint.Show).Needing(change);
        pages.MapPost("/apps/new", CreateAppEndpoint.Save).Needing(change);
        pages.MapGet("/apps/{appId}", AppEndpoint.Show).Needing(look);
        pages.MapPost("/apps/{appId}", AppEndpoint.Save).Needing(change);
        pages.MapGet("/apps/{appId}/assignments", AppAssignmentsEndpoint.Show).Needing(look);
        pages.MapPost("/apps/{appId}/assignments", AppAssignmentsEndpoint.Change).Needing(change);
        pages.MapGet("/apps/{appId}/scopes", AppScopesEndpoint.Show).Needing(ConsoleRight.Read("appGrants"));
        pages.MapPost("/apps/{appId}/scopes", AppScopesEndpoint.Change).Needing(ConsoleRight.Manage("appGrants"), recently: true);
        pages.MapGet("/apps/{appId}/activity", AppActivityEndpoint.Show).Needing(ConsoleRight.Read("logs"));
        pages.MapGet("/apps/{appId}/quickstart", QuickStartEndpoint.Show).Needing(look);
        pages.MapGet("/apps/{appId}/secrets", AppSecretsEndpoint.Show).Needing(change, recently: true);
        pages.MapPost("/apps/{appId}/secrets", AppSecretsEndpoint.Change).Needing(change, recently: true);
        pages.MapPost("/apps/{appId}/activate", AppLifecycleEndpoint.Activate).Needing(change);
        pages.MapGet("/apps/{appId}/deactivate", AppLifecycleEndpoint.AskToDeactivate).Needing(change);
        pages.MapPost("/apps/{appId}/deactivate", AppLifecycleEndpoint.Deactivate).Needing(change);
        pages.MapGet("/apps/{appId}/delete", AppLifecycleEndpoint.AskToDelete).Needing(change, recently: true);
        pages.MapPost("/apps/{appId}/delete", AppLifecycleEndpoint.Delete).Needing(change, recently: true);
    }

    private static void MapConsolePeople(RouteGroupBuilder pages, ConsoleRight look, ConsoleRight change)
    {
        pages.MapGet("/people", PeopleListEndpoint.Show).Needing(look);
        pages.MapGet("/people/new", AddPersonEndpoint.Show).Needing(change);
        pages.MapPost("/people/new", AddPersonEndpoint.Save).Needing(change);
        pages.MapGet("/people/{userId}", PersonEndpoint.Show).Needing(look);
        pages.MapPost("/people/{userId}", PersonEndpoint.Save).Needing(change);
        pages.MapGet("/people/{userId}/steps/{step}", PersonStepEndpoint.Ask).Needing(change);
        pages.MapPost("/people/{userId}/steps/{step}", PersonStepEndpoint.Take).Needing(change);
        pages.MapGet("/people/{userId}/password", PersonPasswordEndpoint.Show).Needing(change, recently: true);
        pages.MapPost("/people/{userId}/password", PersonPasswordEndpoint.Reset).Needing(change, recently: true);
        pages.MapGet("/people/{userId}/delete", PersonStepEndpoint.AskToDelete).Needing(change, recently: true);
        pages.MapPost("/people/{userId}/delete", PersonStepEndpoint.Delete).Needing(change, recently: true);
        pages.MapGet("/people/{userId}/groups", PersonGroupsEndpoint.Show).Needing(look);
        pages.MapPost("/people/{userId}/groups", PersonGroupsEndpoint.Change).Needing(ConsoleRight.Manage("groups"));
        pages.MapGet("/people/{userId}/apps", PersonAppsEndpoint.Show).Needing(look);
        pages.MapPost("/people/{userId}/apps", PersonAppsEndpoint.Change).Needing(ConsoleRight.Manage("apps"));
        pages.MapGet("/people/{userId}/security", PersonSecurityEndpoint.Show).Needing(look);
        pages.MapPost("/people/{userId}/security", PersonSecurityEndpoint.Change).Needing(change, recently: true);
        pages.MapGet("/people/{userId}/activity", PersonActivityEndpoint.Show).Needing(ConsoleRight.Read("logs"));
    }

    private static void MapConsoleApi(RouteGroupBuilder pages, ConsoleRight look, ConsoleRight change)
    {
        pages.MapGet("/api", ServerListEndpoint.Show).Needing(look);
        pages.MapGet("/api/servers/new", ServerEndpoint.ShowNew).Needing(change);
        pages.MapPost("/api/servers/new", ServerEndpoint.Create).Needing(change);
        pages.MapGet("/api/servers/{serverId}", ServerEndpoint.Show).Needing(look);
        pages.MapPost("/api/servers/{serverId}", ServerEndpoint.Save).Needing(change);
        pages.MapPost("/api/servers/{serverId}/activate", ServerEndpoint.Activate).Needing(change);
        pages.MapGet("/api/servers/{serverId}/deactivate", ServerEndpoint.AskToDeactivate).Needing(change);
        pages.MapPost("/api/servers/{serverId}/deactivate", ServerEndpoint.Deactivate).Needing(change);
        pages.MapGet("/api/servers/{serverId}/delete", ServerEndpoint.AskToDelete).Needing(change, recently: true);
        pages.MapPost("/api/servers/{serverId}/delete", ServerEndpoint.Delete).Needing(change, recently: true);
        pages.MapGet("/api/servers/{serverId}/scopes", ScopesEndpoint.Show).Needing(look);
        pages.MapGet("/api/servers/{serverId}/scopes/new", ScopesEndpoint.ShowNew).Needing(change);
        pages.MapPost("/api/servers/{serverId}/scopes/new", ScopesEndpoint.Create).Needing(change);
        pages.MapGet("/api/servers/{serverId}/scopes/{scopeId}", ScopesEndpoint.ShowOne).Needing(look);
        pages.MapPost("/api/servers/{serverId}/scopes/{scopeId}", ScopesEndpoint.Save).Needing(change);
        pages.MapGet("/api/servers/{serverId}/claims", ClaimsEndpoint.Show).Needing(look);
        pages.MapGet("/api/servers/{serverId}/claims/new", ClaimsEndpoint.ShowNew).Needing(change);
        pages.MapPost("/api/servers/{serverId}/claims/new", ClaimsEndpoint.Create).Needing(change);
        pages.MapGet("/api/servers/{serverId}/claims/{claimId}", ClaimsEndpoint.ShowOne).Needing(look);
        pages.MapPost("/api/servers/{serverId}/claims/{claimId}", ClaimsEndpoint.Save).Needing(change);
        pages.MapGet("/api/servers/{serverId}/policies", ServerPoliciesEndpoint.Show).Needing(look);
        pages.MapGet("/api/servers/{serverId}/preview", TokenPreviewEndpoint.Show).Needing(look);
        pages.MapGet("/api/tokens", TokenListEndpoint.Show).Needing(ConsoleRight.Read("apiTokens"));
        pages.MapPost("/api/tokens", TokenListEndpoint.Change).Needing(ConsoleRight.Manage("apiTokens"));
        pages.MapGet("/api/tokens/new", CreateTokenEndpoint.Show).Needing(ConsoleRight.Manage("apiTokens"), recently: true);
        pages.MapPost("/api/tokens/new", CreateTokenEndpoint.Save).Needing(ConsoleRight.Manage("apiTokens"), recently: true);
        pages.MapGet("/api/origins", OriginListEndpoint.Show).Needing(ConsoleRight.Read("trustedOrigins"));
        pages.MapPost("/api/origins", OriginListEndpoint.Change).Needing(ConsoleRight.Manage("trustedOrigins"));
        pages.MapGet("/api/origins/new", OriginEndpoint.ShowNew).Needing(ConsoleRight.Manage("trustedOrigins"));
        pages.MapPost("/api/origins/new", OriginEndpoint.Create).Needing(ConsoleRight.Manage("trustedOrigins"));
        pages.MapGet("/api/origins/{originId}", OriginEndpoint.Show).Needing(ConsoleRight.Read("trustedOrigins"));
        pages.MapPost("/api/origins/{originId}", OriginEndpoint.Save).Needing(ConsoleRight.Manage("trustedOrigins"));
    }

    private static void MapConsoleNetworks(RouteGroupBuilder pages, ConsoleRight look, ConsoleRight change)
    {
        pages.MapGet("/networks", ZoneListEndpoint.Show).Needing(look);
        pages.MapPost("/networks", ZoneListEndpoint.Change).Needing(change);
        pages.MapGet("/networks/new", ZoneEndpoint.ShowNew).Needing(change);
        pages.MapPost("/networks/new", ZoneEndpoint.Create).Needing(change);
        pages.MapGet("/networks/{zoneId}", ZoneEndpoint.Show).Needing(look);
        pages.MapPost("/networks/{zoneId}", ZoneEndpoint.Save).Needing(change);
    }

    private static void MapConsolePolicies(RouteGroupBuilder pages, ConsoleRight look, ConsoleRight change)
    {
        pages.MapGet("/policies", PolicyListEndpoint.Show).Needing(look);
        pages.MapPost("/policies", PolicyListEndpoint.Change).Needing(change, recently: true);
        pages.MapGet("/policies/new", PolicyFormEndpoint.ShowNew).Needing(change, recently: true);
        pages.MapPost("/policies/new", PolicyFormEndpoint.Create).Needing(change, recently: true);
        pages.MapGet("/policies/simulate", SimulationEndpoint.Show).Needing(look);
        pages.MapGet("/policies/{policyId}", PolicyEndpoint.Show).Needing(look);
        pages.MapPost("/policies/{policyId}", PolicyEndpoint.Change).Needing(change, recently: true);
        pages.MapGet("/policies/{policyId}/apps", PolicyAppsEndpoint.Show).Needing(look);
        pages.MapPost("/policies/{policyId}/apps", PolicyAppsEndpoint.Change).Needing(change, recently: true);
        pages.MapGet("/policies/{policyId}/edit", PolicyFormEndpoint.Show).Needing(change, recently: true);
        pages.MapPost("/policies/{policyId}/edit", PolicyFormEndpoint.Save).Needing(change, recently: true);
        pages.MapGet("/policies/{policyId}/delete", PolicyEndpoint.AskToDelete).Needing(change, recently: true);
        pages.MapPost("/policies/{policyId}/delete", PolicyEndpoint.Delete).Needing(change, recently: true);
        pages.MapGet("/policies/{policyId}/rules/new", RuleEndpoint.ShowNew).Needing(change, recently: true);
        pages.MapPost("/policies/{policyId}/rules/new", RuleEndpoint.Create).Needing(change, recently: true);
        pages.MapGet("/policies/{policyId}/rules/{ruleId}", RuleEndpoint.Show).Needing(change, recently: true);
        pages.MapPost("/policies/{policyId}/rules/{ruleId}", RuleEndpoint.Save).Needing(change, recently: true);
    }

    private static void MapConsoleLog(RouteGroupBuilder pages, ConsoleRight look)
    {
        pages.MapGet("/log", LogListEndpoint.Show).Needing(look);
        pages.MapGet("/log/export", LogExportEndpoint.Download).Needing(look);
        pages.MapGet("/log/signins", SignInsEndpoint.Show).Needing(look);
        pages.MapGet("/log/{eventId}", LogEventEndpoint.Show).Needing(look);
    }

    private static void MapConsoleGroups(RouteGroupBuilder pages, ConsoleRight look, ConsoleRight change)
    {
        pages.MapGet("/groups", GroupListEndpoint.Show).Needing(look);
        pages.MapGet("/groups/new", CreateGroupEndpoint.Show).Needing(change);
        pages.MapPost("/groups/new", CreateGroupEndpoint.Save).Needing(change);
        pages.MapGet("/groups/{groupId}", GroupPeopleEndpoint.Show).Needing(look);
        pages.MapPost("/groups/{groupId}", GroupPeopleEndpoint.Change).Needing(change);
        pages.MapGet("/groups/{groupId}/apps", GroupAppsEndpoint.Show).Needing(look);
        pages.MapPost("/groups/{groupId}/apps", GroupAppsEndpoint.Change).Needing(ConsoleRight.Manage("apps"));
        pages.MapGet("/groups/{groupId}/settings", GroupSettingsEndpoint.Show).Needing(look);
        pages.MapPost("/groups/{groupId}/settings", GroupSettingsEndpoint.Save).Needing(change);
        pages.MapGet("/groups/{groupId}/delete", GroupSettingsEndpoint.AskToDelete).Needing(change, recently: true);
        pages.MapPost("/groups/{groupId}/delete", GroupSettingsEndpoint.Delete).Needing(change, recently: true);
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
        var pages = app.MapGroup("").CalledBy(CallerKind.Anybody).FailsWithAPage().RateLimited(RateLimit.Pages);
        pages.MapGet("/", HomeEndpoint.Show);
        pages.MapGet("/signin", SignInEndpoint.Show);
        pages.MapPost("/signin", SignInEndpoint.Submit).RateLimited(RateLimit.Passwords);
        pages.MapPost("/signin/passkey", PasskeySignInEndpoint.Submit).RateLimited(RateLimit.Passwords);
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
        pages.MapGet("/login/preview/{page}", PagePreviewEndpoint.Show).CalledBy(CallerKind.Session);
        pages.MapGet("/login/signout", LoginSignOut.Handle);
        pages.MapGet("/account", AccountEndpoint.Show).CalledBy(CallerKind.Session);
        pages.MapPost("/account/profile", AccountEndpoint.Save).CalledBy(CallerKind.Session);
        pages.MapGet("/account/password", AccountPasswordEndpoint.Show).CalledBy(CallerKind.Session);
        pages.MapPost("/account/password", AccountPasswordEndpoint.Change).CalledBy(CallerKind.Session).RateLimited(RateLimit.Passwords);
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
        pages.MapGet("/assets/{name}", AssetsEndpoint.Handle);
        pages.MapGet("/brand/{name}", BrandImageEndpoint.Handle);
    }
}
