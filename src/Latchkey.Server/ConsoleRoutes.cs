using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Faces.Console.Applications.Activity;
using Latchkey.Server.Faces.Console.Applications.ApiScopes;
using Latchkey.Server.Faces.Console.Applications.Assignments;
using Latchkey.Server.Faces.Console.Applications.Create;
using Latchkey.Server.Faces.Console.Applications.General;
using Latchkey.Server.Faces.Console.Applications.Lifecycle;
using Latchkey.Server.Faces.Console.Applications.List;
using Latchkey.Server.Faces.Console.Applications.Secrets;
using Latchkey.Server.Faces.Console.Applications.SignOn;
using Latchkey.Server.Faces.Console.Applications.Starting;
using Latchkey.Server.Faces.Console.Applications.Trying;
using Latchkey.Server.Faces.Console.Branding.Files;
using Latchkey.Server.Faces.Console.Branding.Hosts;
using Latchkey.Server.Faces.Console.Branding.Kit;
using Latchkey.Server.Faces.Console.Branding.Letters;
using Latchkey.Server.Faces.Console.Branding.Look;
using Latchkey.Server.Faces.Console.Branding.Several;
using Latchkey.Server.Faces.Console.Branding.SignInPage;
using Latchkey.Server.Faces.Console.Branding.Spoken;
using Latchkey.Server.Faces.Console.Branding.Worded;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Finding.Everywhere;
using Latchkey.Server.Faces.Console.Finding.Keyboard;
using Latchkey.Server.Faces.Console.Grouping.Access;
using Latchkey.Server.Faces.Console.Grouping.Create;
using Latchkey.Server.Faces.Console.Grouping.List;
using Latchkey.Server.Faces.Console.Grouping.Members;
using Latchkey.Server.Faces.Console.Grouping.Rules;
using Latchkey.Server.Faces.Console.Grouping.Settings;
using Latchkey.Server.Faces.Console.Home;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Operating.About;
using Latchkey.Server.Faces.Console.Operating.Backup;
using Latchkey.Server.Faces.Console.Operating.General;
using Latchkey.Server.Faces.Console.Operating.Limits;
using Latchkey.Server.Faces.Console.Operating.Mail;
using Latchkey.Server.Faces.Console.Operating.Preferences;
using Latchkey.Server.Faces.Console.Operating.SigningKeys;
using Latchkey.Server.Faces.Console.Persons.Access;
using Latchkey.Server.Faces.Console.Persons.Activity;
using Latchkey.Server.Faces.Console.Persons.Create;
using Latchkey.Server.Faces.Console.Persons.Import;
using Latchkey.Server.Faces.Console.Persons.List;
using Latchkey.Server.Faces.Console.Persons.Membership;
using Latchkey.Server.Faces.Console.Persons.Password;
using Latchkey.Server.Faces.Console.Persons.Profile;
using Latchkey.Server.Faces.Console.Persons.Security;
using Latchkey.Server.Faces.Console.Persons.Standing;
using Latchkey.Server.Faces.Console.Reporting.Event;
using Latchkey.Server.Faces.Console.Reporting.Export;
using Latchkey.Server.Faces.Console.Reporting.Insights;
using Latchkey.Server.Faces.Console.Reporting.List;
using Latchkey.Server.Faces.Console.Reporting.Saved;
using Latchkey.Server.Faces.Console.Reporting.SignIns;
using Latchkey.Server.Faces.Console.Securing.Administrators;
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
using Latchkey.Server.Faces.Console.Securing.Providers;
using Latchkey.Server.Faces.Console.Securing.Proving;
using Latchkey.Server.Faces.Console.Securing.Rules;
using Latchkey.Server.Faces.Console.Securing.Statements;
using Latchkey.Server.Faces.Console.Securing.TrustedSites;
using Latchkey.Server.Faces.Console.SignIn;
using Latchkey.Server.Faces.Console.Workflow.Asking;
using Latchkey.Server.Faces.Console.Workflow.Telling;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server;

/// <summary>Every URL of the Admin Console: pages for administrators, each with what its caller must be allowed to. Contract §8.6.</summary>
internal static class ConsoleRoutes
{
    public static void MapConsole(this RouteGroupBuilder app)
    {
        var console = app.MapGroup(ConsoleAccess.Path).FailsWithAPage().RateLimited(RateLimit.Pages).NoStore();
        console.MapGet("/signin", ConsoleSignInEndpoint.Begin).CalledBy(CallerKind.Anybody);
        console.MapGet("/callback", ConsoleSignInEndpoint.Finish).CalledBy(CallerKind.Anybody);

        var pages = console.MapGroup("").ForAdministrators(ConsoleRefusals.At).AsksAndOffersUndo();
        pages.MapPost("/signout", ConsoleSignInEndpoint.SignOut).Needing(ConsoleRight.Enter);
        pages.MapGet("", ConsoleHomeEndpoint.Show).Needing(ConsoleRight.Enter);
        pages.MapGet("/find", FindEndpoint.Show).Needing(ConsoleRight.Enter);
        pages.MapGet("/keyboard", KeyboardEndpoint.Show).Needing(ConsoleRight.Enter);
        MapConsoleApps(pages, ConsoleRight.Read("apps"), ConsoleRight.Manage("apps"));
        MapConsolePeople(pages, ConsoleRight.Read("users"), ConsoleRight.Manage("users"));
        MapConsoleGroups(pages, ConsoleRight.Read("groups"), ConsoleRight.Manage("groups"));
        MapConsoleBrand(pages, ConsoleRight.Read("brands"), ConsoleRight.Manage("brands"));
        MapConsoleLog(pages, ConsoleRight.Read("logs"));
        MapConsoleApi(pages, ConsoleRight.Read("authorizationServers"), ConsoleRight.Manage("authorizationServers"));
        MapConsoleNetworks(pages, ConsoleRight.Read("networkZones"), ConsoleRight.Manage("networkZones"));
        MapConsoleEventHooks(pages, ConsoleRight.Read("eventHooks"), ConsoleRight.Manage("eventHooks"));
        MapConsoleInlineHooks(pages, ConsoleRight.Read("inlineHooks"), ConsoleRight.Manage("inlineHooks"));
        MapConsolePolicies(pages, ConsoleRight.Read("policies"), ConsoleRight.Manage("policies"));
        MapConsoleProviders(pages, ConsoleRight.Read("idps"), ConsoleRight.Manage("idps"));
        MapConsoleSettings(pages, ConsoleRight.Read("orgs"), ConsoleRight.Manage("orgs"));
        MapConsoleAdministrators(pages, ConsoleRight.Read("roles"), ConsoleRight.Manage("roles"));
    }

    private static void MapConsoleApps(RouteGroupBuilder pages, ConsoleRight look, ConsoleRight change)
    {
        pages.MapGet("/apps", AppListEndpoint.Show).Needing(look);
        pages.MapGet("/apps/new", CreateAppEndpoint.Show).Needing(change);
        pages.MapPost("/apps/new", CreateAppEndpoint.Save).Needing(change);
        pages.MapGet("/apps/{appId}", AppEndpoint.Show).Needing(look);
        pages.MapPost("/apps/{appId}", AppEndpoint.Save).Needing(change);
        pages.MapGet("/apps/{appId}/signon", AppSignOnEndpoint.Show).Needing(look);
        pages.MapGet("/apps/{appId}/assignments", AppAssignmentsEndpoint.Show).Needing(look);
        pages.MapPost("/apps/{appId}/assignments", AppAssignmentsEndpoint.Change).Needing(ConsoleRight.To(Rights.Assign));
        pages.MapGet("/apps/{appId}/scopes", AppScopesEndpoint.Show).Needing(ConsoleRight.Read("appGrants"));
        pages.MapPost("/apps/{appId}/scopes", AppScopesEndpoint.Change).Needing(ConsoleRight.Manage("appGrants"), recently: true);
        pages.MapGet("/apps/{appId}/activity", AppActivityEndpoint.Show).Needing(ConsoleRight.Read("logs"));
        pages.MapGet("/apps/{appId}/quickstart", QuickStartEndpoint.Show).Needing(look);
        pages.MapGet("/apps/{appId}/try", TryEndpoint.Show).Needing(look);
        pages.MapPost("/apps/{appId}/try", TryEndpoint.Take).Needing(change);
        pages.MapGet("/apps/{appId}/secrets", AppSecretsEndpoint.Show).Needing(change, recently: true);
        pages.MapPost("/apps/{appId}/secrets", AppSecretsEndpoint.Change).Needing(change, recently: true);
        pages.MapPost("/apps/{appId}/activate", AppLifecycleEndpoint.Activate).Needing(change);
        pages.MapGet("/apps/{appId}/deactivate", AppLifecycleEndpoint.AskToDeactivate).Needing(change);
        pages.MapPost("/apps/{appId}/logo", AppLogoEndpoint.Upload).Needing(change);
        pages.MapPost("/apps/{appId}/deactivate", AppLifecycleEndpoint.Deactivate).Needing(change);
        pages.MapGet("/apps/{appId}/delete", AppLifecycleEndpoint.AskToDelete).Needing(change, recently: true);
        pages.MapPost("/apps/{appId}/delete", AppLifecycleEndpoint.Delete).Needing(change, recently: true);
    }

    private static void MapConsolePeople(RouteGroupBuilder pages, ConsoleRight look, ConsoleRight change)
    {
        pages.MapGet("/people", PeopleListEndpoint.Show).Needing(look);
        pages.MapGet("/people/new", AddPersonEndpoint.Show).Needing(ConsoleRight.To(Rights.CreateUsers));
        pages.MapPost("/people/new", AddPersonEndpoint.Save).Needing(ConsoleRight.To(Rights.CreateUsers));
        pages.MapGet("/people/import", ImportListEndpoint.Show).Needing(change);
        pages.MapPost("/people/import", ImportListEndpoint.Upload).Needing(change);
        pages.MapGet("/people/import/{importId}", ImportEndpoint.Show).Needing(change);
        pages.MapPost("/people/import/{importId}", ImportEndpoint.Change).Needing(change);
        pages.MapGet("/people/import/{importId}/refused", ImportReportEndpoint.Download).Needing(change);
        pages.MapGet("/people/{userId}", PersonEndpoint.Show).Needing(look);
        pages.MapPost("/people/{userId}", PersonEndpoint.Save).Needing(ConsoleRight.To(Rights.ManageProfiles));
        pages.MapGet("/people/{userId}/steps/{step}", PersonStepEndpoint.Ask).NeedingStep("step");
        pages.MapPost("/people/{userId}/steps/{step}", PersonStepEndpoint.Take).NeedingStep("step");
        pages.MapGet("/people/{userId}/password", PersonPasswordEndpoint.Show).Needing(ConsoleRight.To(Rights.ResetPasswords), recently: true);
        pages.MapPost("/people/{userId}/password", PersonPasswordEndpoint.Reset).Needing(ConsoleRight.To(Rights.ResetPasswords), recently: true);
        pages.MapGet("/people/{userId}/delete", PersonStepEndpoint.AskToDelete).Needing(ConsoleRight.To(Rights.ManageStanding), recently: true);
        pages.MapPost("/people/{userId}/delete", PersonStepEndpoint.Delete).Needing(ConsoleRight.To(Rights.ManageStanding), recently: true);
        pages.MapGet("/people/{userId}/groups", PersonGroupsEndpoint.Show).Needing(look);
        pages.MapPost("/people/{userId}/groups", PersonGroupsEndpoint.Change).Needing(ConsoleRight.To(Rights.ManageMembers));
        pages.MapGet("/people/{userId}/apps", PersonAppsEndpoint.Show).Needing(look);
        pages.MapPost("/people/{userId}/apps", PersonAppsEndpoint.Change).Needing(ConsoleRight.To(Rights.Assign));
        pages.MapGet("/people/{userId}/security", PersonSecurityEndpoint.Show).Needing(look);
        pages.MapPost("/people/{userId}/security", PersonSecurityEndpoint.Change).Needing(ConsoleRight.To(Rights.ClearSessions), recently: true);
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
        pages.MapGet("/api/servers/{serverId}/scopes/{scopeId}/delete", ScopesEndpoint.AskToDelete).Needing(change, recently: true);
        pages.MapPost("/api/servers/{serverId}/scopes/{scopeId}/delete", ScopesEndpoint.Delete).Needing(change, recently: true);
        pages.MapGet("/api/servers/{serverId}/claims", ClaimsEndpoint.Show).Needing(look);
        pages.MapGet("/api/servers/{serverId}/claims/new", ClaimsEndpoint.ShowNew).Needing(change);
        pages.MapPost("/api/servers/{serverId}/claims/new", ClaimsEndpoint.Create).Needing(change);
        pages.MapGet("/api/servers/{serverId}/claims/{claimId}", ClaimsEndpoint.ShowOne).Needing(look);
        pages.MapPost("/api/servers/{serverId}/claims/{claimId}", ClaimsEndpoint.Save).Needing(change);
        pages.MapGet("/api/servers/{serverId}/claims/{claimId}/delete", ClaimsEndpoint.AskToDelete).Needing(change, recently: true);
        pages.MapPost("/api/servers/{serverId}/claims/{claimId}/delete", ClaimsEndpoint.Delete).Needing(change, recently: true);
        MapConsoleAccessPolicies(pages, "/api/servers/{serverId}/policies", look, change);
        pages.MapGet("/api/servers/{serverId}/preview", TokenPreviewEndpoint.Show).Needing(look);
        pages.MapGet("/api/tokens", TokenListEndpoint.Show).Needing(ConsoleRight.Read("apiTokens"));
        pages.MapGet("/api/tokens/new", CreateTokenEndpoint.Show).Needing(ConsoleRight.To(Rights.MakeTokens), recently: true);
        pages.MapPost("/api/tokens/new", CreateTokenEndpoint.Save).Needing(ConsoleRight.To(Rights.MakeTokens), recently: true);
        pages.MapGet("/api/tokens/{tokenId}/revoke", TokenListEndpoint.AskToRevoke).Needing(ConsoleRight.Manage("apiTokens"));
        pages.MapPost("/api/tokens/{tokenId}/revoke", TokenListEndpoint.Revoke).Needing(ConsoleRight.Manage("apiTokens"));
        pages.MapGet("/api/origins", OriginListEndpoint.Show).Needing(ConsoleRight.Read("trustedOrigins"));
        pages.MapPost("/api/origins", OriginListEndpoint.Change).Needing(ConsoleRight.Manage("trustedOrigins"));
        pages.MapGet("/api/origins/new", OriginEndpoint.ShowNew).Needing(ConsoleRight.Manage("trustedOrigins"));
        pages.MapPost("/api/origins/new", OriginEndpoint.Create).Needing(ConsoleRight.Manage("trustedOrigins"));
        pages.MapGet("/api/origins/{originId}", OriginEndpoint.Show).Needing(ConsoleRight.Read("trustedOrigins"));
        pages.MapPost("/api/origins/{originId}", OriginEndpoint.Save).Needing(ConsoleRight.Manage("trustedOrigins"));
    }

    private static void MapConsoleAccessPolicies(RouteGroupBuilder pages, string path, ConsoleRight look, ConsoleRight change)
    {
        pages.MapGet(path, ServerPoliciesEndpoint.Show).Needing(look);
        pages.MapPost(path, ServerPoliciesEndpoint.Change).Needing(change);
        pages.MapGet(path + "/new", AccessPolicyEndpoint.ShowNew).Needing(change);
        pages.MapPost(path + "/new", AccessPolicyEndpoint.Create).Needing(change);
        pages.MapPost(path + "/{policyId}", ServerPoliciesEndpoint.ChangeRule).Needing(change);
        pages.MapGet(path + "/{policyId}/edit", AccessPolicyEndpoint.Show).Needing(change);
        pages.MapPost(path + "/{policyId}/edit", AccessPolicyEndpoint.Save).Needing(change);
        pages.MapGet(path + "/{policyId}/delete", AccessPolicyEndpoint.AskToDelete).Needing(change, recently: true);
        pages.MapPost(path + "/{policyId}/delete", AccessPolicyEndpoint.Delete).Needing(change, recently: true);
        pages.MapGet(path + "/{policyId}/rules/new", AccessRuleEndpoint.ShowNew).Needing(change);
        pages.MapPost(path + "/{policyId}/rules/new", AccessRuleEndpoint.Create).Needing(change);
        pages.MapGet(path + "/{policyId}/rules/{ruleId}", AccessRuleEndpoint.Show).Needing(change);
        pages.MapPost(path + "/{policyId}/rules/{ruleId}", AccessRuleEndpoint.Save).Needing(change);
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

    private static void MapConsoleEventHooks(RouteGroupBuilder pages, ConsoleRight look, ConsoleRight change)
    {
        pages.MapGet("/hooks/events", EventHookListEndpoint.Show).Needing(look);
        pages.MapPost("/hooks/events", EventHookListEndpoint.Change).Needing(change, recently: true);
        pages.MapGet("/hooks/events/new", EventHookEndpoint.ShowNew).Needing(change, recently: true);
        pages.MapPost("/hooks/events/new", EventHookEndpoint.Create).Needing(change, recently: true);
        pages.MapGet("/hooks/events/{hookId}", EventHookEndpoint.Show).Needing(look);
        pages.MapPost("/hooks/events/{hookId}", EventHookEndpoint.Save).Needing(change, recently: true);
        pages.MapGet("/hooks/events/{hookId}/undelivered", UndeliveredEndpoint.Show).Needing(look);
        pages.MapPost("/hooks/events/{hookId}/undelivered", UndeliveredEndpoint.SendAgain).Needing(change, recently: true);
    }

    private static void MapConsoleInlineHooks(RouteGroupBuilder pages, ConsoleRight look, ConsoleRight change)
    {
        pages.MapGet("/hooks/inline", InlineHookListEndpoint.Show).Needing(look);
        pages.MapPost("/hooks/inline", InlineHookListEndpoint.Change).Needing(change, recently: true);
        pages.MapGet("/hooks/inline/new", InlineHookEndpoint.ShowNew).Needing(change, recently: true);
        pages.MapPost("/hooks/inline/new", InlineHookEndpoint.Create).Needing(change, recently: true);
        pages.MapGet("/hooks/inline/{hookId}", InlineHookEndpoint.Show).Needing(look);
        pages.MapPost("/hooks/inline/{hookId}", InlineHookEndpoint.Save).Needing(change, recently: true);
        pages.MapGet("/hooks/inline/{hookId}/preview", InlinePreviewEndpoint.Show).Needing(change, recently: true);
        pages.MapPost("/hooks/inline/{hookId}/preview", InlinePreviewEndpoint.Send).Needing(change, recently: true);
    }

    private static void MapConsolePolicies(RouteGroupBuilder pages, ConsoleRight look, ConsoleRight change)
    {
        pages.MapGet("/authenticators", AuthenticatorsEndpoint.Show).Needing(ConsoleRight.Read("authenticators"));
        pages.MapGet("/authenticators/devices", DevicesEndpoint.Show).Needing(ConsoleRight.Read("authenticators"));
        pages.MapPost("/authenticators/devices", DevicesEndpoint.Bring).Needing(ConsoleRight.Manage("authenticators"), recently: true)
            .WithMetadata(new LargeFile(32 * 1024 * 1024));
        pages.MapGet("/policies", PolicyListEndpoint.Show).Needing(look);
        pages.MapPost("/policies", PolicyListEndpoint.Change).Needing(change, recently: true);
        pages.MapGet("/policies/new", PolicyFormEndpoint.ShowNew).Needing(change, recently: true);
        pages.MapPost("/policies/new", PolicyFormEndpoint.Create).Needing(change, recently: true);
        pages.MapGet("/policies/simulate", SimulationEndpoint.Show).Needing(look);
        pages.MapPost("/policies/simulate", (Delegate)SimulationEndpoint.Ask).Needing(change);
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

    private static void MapConsoleBrand(RouteGroupBuilder console, ConsoleRight look, ConsoleRight change)
    {
        var pages = console.MapGroup("").OfChosenBrand();
        pages.MapGet("/brand", BrandEndpoint.Show).Needing(look);
        pages.MapPost("/brand", BrandEndpoint.Save).Needing(change);
        pages.MapGet("/brand/preview", BrandEndpoint.Preview).Needing(look);
        pages.MapPost("/brand/preview", BrandEndpoint.Try).Needing(look);
        pages.MapPost("/brand/picture", PictureEndpoint.Upload).Needing(change);
        pages.MapPost("/brand/picture/remove", PictureEndpoint.Remove).Needing(change);
        pages.MapGet("/brand/sign-in", SignInPageEndpoint.Show).Needing(look);
        pages.MapPost("/brand/sign-in", SignInPageEndpoint.Save).Needing(change);
        pages.MapGet("/brand/sign-in/preview", SignInPageEndpoint.Preview).Needing(look);
        pages.MapPost("/brand/sign-in/preview", SignInPageEndpoint.Try).Needing(look);
        pages.MapGet("/brand/sign-in/changes", PageChangesEndpoint.Show).Needing(look);
        pages.MapGet("/brand/sign-in/reset", SignInPageEndpoint.AskToReset).Needing(change);
        pages.MapPost("/brand/sign-in/reset", SignInPageEndpoint.Reset).Needing(change);
        pages.MapPost("/brand/sign-in/undo", SignInPageEndpoint.Undo).Needing(change);
        pages.MapGet("/brand/texts", TextListEndpoint.Show).Needing(look);
        pages.MapGet("/brand/texts/{name}", TextEndpoint.Show).Needing(look);
        pages.MapPost("/brand/texts/{name}", TextEndpoint.Save).Needing(change);
        pages.MapGet("/brand/mails", MailListEndpoint.Show).Needing(ConsoleRight.Read("templates"));
        pages.MapGet("/brand/mails/{name}", MailEndpoint.Show).Needing(ConsoleRight.Read("templates"));
        pages.MapPost("/brand/mails/{name}", MailEndpoint.Save).Needing(ConsoleRight.Manage("templates"));
        pages.MapGet("/brand/mails/{name}/preview", MailPreviewEndpoint.Show).Needing(ConsoleRight.Read("templates"));
        pages.MapPost("/brand/mails/{name}/preview", MailPreviewEndpoint.Try).Needing(ConsoleRight.Read("templates"));
        pages.MapPost("/brand/mails/{name}/test", MailEndpoint.Test).Needing(ConsoleRight.Manage("templates"));
        pages.MapPost("/brand/mails/{name}/recipients", MailEndpoint.SetRecipients).Needing(ConsoleRight.Manage("templates"));
        pages.MapGet("/brand/mails/{name}/reset", MailResetEndpoint.Ask).Needing(ConsoleRight.Manage("templates"));
        pages.MapPost("/brand/mails/{name}/reset", MailResetEndpoint.Reset).Needing(ConsoleRight.Manage("templates"));
        pages.MapGet("/brand/languages", LanguagesEndpoint.Show).Needing(look);
        pages.MapPost("/brand/languages", LanguagesEndpoint.Save).Needing(change);
        pages.MapGet("/brand/files", FilesEndpoint.Show).Needing(look);
        pages.MapGet("/brand/domains", DomainsEndpoint.Show).Needing(ConsoleRight.Read("domains"));
        pages.MapPost("/brand/domains", DomainsEndpoint.Add).Needing(ConsoleRight.Manage("domains"));
        pages.MapPost("/brand/domains/verify", DomainsEndpoint.Verify).Needing(ConsoleRight.Manage("domains"));
        pages.MapGet("/brand/domains/delete", DomainsEndpoint.AskToDelete).Needing(ConsoleRight.Manage("domains"), recently: true);
        pages.MapPost("/brand/domains/delete", DomainsEndpoint.Delete).Needing(ConsoleRight.Manage("domains"), recently: true);
        pages.MapGet("/brand/delete", BrandListEndpoint.AskToDelete).Needing(change);
        pages.MapPost("/brand/delete", BrandListEndpoint.Delete).Needing(change);
        console.MapGet("/brands", BrandListEndpoint.Show).Needing(look);
        console.MapPost("/brands", BrandListEndpoint.Create).Needing(change);
    }

    private static void MapConsoleProviders(RouteGroupBuilder pages, ConsoleRight look, ConsoleRight change)
    {
        pages.MapGet("/providers", ProviderListEndpoint.Show).Needing(look);
        pages.MapPost("/providers", ProviderListEndpoint.Change).Needing(change, recently: true);
        pages.MapGet("/providers/new", ProviderEndpoint.ShowNew).Needing(change, recently: true);
        pages.MapPost("/providers/new", ProviderEndpoint.Create).Needing(change, recently: true);
        pages.MapGet("/providers/{idpId}", ProviderEndpoint.Show).Needing(look);
        pages.MapPost("/providers/{idpId}", ProviderEndpoint.Save).Needing(change, recently: true);
        pages.MapGet("/providers/{idpId}/delete", ProviderEndpoint.AskToDelete).Needing(change, recently: true);
        pages.MapPost("/providers/{idpId}/delete", ProviderEndpoint.Delete).Needing(change, recently: true);
    }

    private static void MapConsoleSettings(RouteGroupBuilder pages, ConsoleRight look, ConsoleRight change)
    {
        pages.MapGet("/settings", GeneralEndpoint.Show).Needing(look);
        pages.MapPost("/settings", GeneralEndpoint.Save).Needing(change);
        pages.MapPost("/settings/contacts", GeneralEndpoint.SaveContacts).Needing(change);
        pages.MapGet("/settings/preferences", PreferencesEndpoint.Show).Needing(look);
        pages.MapPost("/settings/preferences", PreferencesEndpoint.Save).Needing(change);
        pages.MapPost("/settings/preferences/registration", PreferencesEndpoint.OpenRegistration).Needing(change, recently: true);
        pages.MapGet("/settings/mail", MailServerEndpoint.Show).Needing(look);
        pages.MapPost("/settings/mail", MailServerEndpoint.Try).RateLimited(RateLimit.SignUps).Needing(change);
        pages.MapGet("/settings/keys", SigningKeysEndpoint.Show).Needing(ConsoleRight.Read("authorizationServers"));
        MapConsoleKeys(pages, ConsoleRight.Manage("authorizationServers"));
        pages.MapGet("/settings/backup", BackupEndpoint.Show).Needing(look);
        pages.MapPost("/settings/backup", BackupEndpoint.Make).Needing(change, recently: true);
        pages.MapGet("/settings/health", Faces.Console.Operating.Health.HealthEndpoint.Show).Needing(look);
        pages.MapGet("/settings/limits", LimitsEndpoint.Show).Needing(look);
        pages.MapGet("/settings/about", AboutEndpoint.Show).Needing(look);
    }

    private static void MapConsoleKeys(RouteGroupBuilder pages, ConsoleRight change)
    {
        pages.MapGet("/settings/keys/{serverId}/rotate", SigningKeysEndpoint.AskToRotate).Needing(change, recently: true);
        pages.MapPost("/settings/keys/{serverId}/rotate", SigningKeysEndpoint.Rotate).Needing(change, recently: true);
        pages.MapGet("/settings/keys/{serverId}/{kid}/withdraw", SigningKeysEndpoint.AskToWithdraw).Needing(change, recently: true);
        pages.MapPost("/settings/keys/{serverId}/{kid}/withdraw", SigningKeysEndpoint.Withdraw).Needing(change, recently: true);
    }

    private static void MapConsoleAdministrators(RouteGroupBuilder pages, ConsoleRight look, ConsoleRight change)
    {
        pages.MapGet("/administrators", AdministratorListEndpoint.Show).Needing(look);
        pages.MapPost("/administrators", AdministratorListEndpoint.Change).Needing(change, recently: true);
        pages.MapGet("/administrators/new", AssignRoleEndpoint.Show).Needing(change, recently: true);
        pages.MapPost("/administrators/new", AssignRoleEndpoint.Save).Needing(change, recently: true);
        pages.MapGet("/administrators/roles", RoleListEndpoint.Show).Needing(look);
        pages.MapGet("/administrators/roles/new", RoleEndpoint.ShowNew).Needing(change, recently: true);
        pages.MapPost("/administrators/roles/new", RoleEndpoint.Create).Needing(change, recently: true);
        pages.MapGet("/administrators/roles/{roleId}", RoleEndpoint.Show).Needing(look);
        pages.MapPost("/administrators/roles/{roleId}", RoleEndpoint.Save).Needing(change, recently: true);
        pages.MapGet("/administrators/roles/{roleId}/delete", RoleEndpoint.AskToDelete).Needing(change, recently: true);
        pages.MapPost("/administrators/roles/{roleId}/delete", RoleEndpoint.Delete).Needing(change, recently: true);
        pages.MapGet("/administrators/sets", SetListEndpoint.Show).Needing(look);
        pages.MapGet("/administrators/sets/new", SetEndpoint.ShowNew).Needing(change, recently: true);
        pages.MapPost("/administrators/sets/new", SetEndpoint.Create).Needing(change, recently: true);
        pages.MapGet("/administrators/sets/{setId}", SetEndpoint.Show).Needing(look);
        pages.MapPost("/administrators/sets/{setId}", SetEndpoint.Save).Needing(change, recently: true);
        pages.MapGet("/administrators/sets/{setId}/delete", SetEndpoint.AskToDelete).Needing(change, recently: true);
        pages.MapPost("/administrators/sets/{setId}/delete", SetEndpoint.Delete).Needing(change, recently: true);
    }

    private static void MapConsoleLog(RouteGroupBuilder pages, ConsoleRight look)
    {
        pages.MapGet("/log", LogListEndpoint.Show).Needing(look);
        pages.MapGet("/log/export", LogExportEndpoint.Download).Needing(look);
        pages.MapGet("/log/signins", SignInsEndpoint.Show).Needing(look);
        pages.MapPost("/log/saved", SavedSearchEndpoint.Change).Needing(look);
        pages.MapGet("/reports", InsightEndpoint.Failures).Needing(look);
        pages.MapGet("/reports/factors", InsightEndpoint.Factors).Needing(look);
        pages.MapGet("/reports/idle", InsightEndpoint.Idle).Needing(look);
        pages.MapGet("/reports/refreshes", InsightEndpoint.Refreshes).Needing(look);
        pages.MapGet("/reports/slow", InsightEndpoint.Slow).Needing(look);
        pages.MapGet("/log/{eventId}", LogEventEndpoint.Show).Needing(look);
    }

    private static void MapConsoleGroups(RouteGroupBuilder pages, ConsoleRight look, ConsoleRight change)
    {
        pages.MapGet("/groups", GroupListEndpoint.Show).Needing(look);
        pages.MapGet("/groups/new", CreateGroupEndpoint.Show).Needing(ConsoleRight.To(Rights.CreateGroups));
        pages.MapPost("/groups/new", CreateGroupEndpoint.Save).Needing(ConsoleRight.To(Rights.CreateGroups));
        pages.MapGet("/groups/rules", GroupRuleListEndpoint.Show).Needing(look);
        pages.MapPost("/groups/rules", GroupRuleListEndpoint.Change).Needing(change);
        pages.MapGet("/groups/rules/new", GroupRuleEndpoint.ShowNew).Needing(change);
        pages.MapPost("/groups/rules/new", GroupRuleEndpoint.Create).Needing(change);
        pages.MapGet("/groups/rules/{ruleId}", GroupRuleEndpoint.Show).Needing(look);
        pages.MapPost("/groups/rules/{ruleId}", GroupRuleEndpoint.Save).Needing(change);
        pages.MapGet("/groups/rules/{ruleId}/delete", GroupRuleEndpoint.AskToDelete).Needing(change, recently: true);
        pages.MapPost("/groups/rules/{ruleId}/delete", GroupRuleEndpoint.Delete).Needing(change, recently: true);
        pages.MapGet("/groups/{groupId}", GroupPeopleEndpoint.Show).Needing(look);
        pages.MapPost("/groups/{groupId}", GroupPeopleEndpoint.Change).Needing(ConsoleRight.To(Rights.ManageMembers));
        pages.MapGet("/groups/{groupId}/apps", GroupAppsEndpoint.Show).Needing(look);
        pages.MapPost("/groups/{groupId}/apps", GroupAppsEndpoint.Change).Needing(ConsoleRight.To(Rights.Assign));
        pages.MapGet("/groups/{groupId}/settings", GroupSettingsEndpoint.Show).Needing(look);
        pages.MapPost("/groups/{groupId}/settings", GroupSettingsEndpoint.Save).Needing(change);
        pages.MapGet("/groups/{groupId}/delete", GroupSettingsEndpoint.AskToDelete).Needing(change, recently: true);
        pages.MapPost("/groups/{groupId}/delete", GroupSettingsEndpoint.Delete).Needing(change, recently: true);
    }
}
