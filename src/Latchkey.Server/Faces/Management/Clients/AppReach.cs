using System.Text.Json.Nodes;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.Clients;

/// <summary>
/// What an app that calls the management API for itself may do to other apps: it gives nothing that it lacks. With another
/// app's secret or key it would be that app, so it reads no secret but its own, and changes no app that holds a scope its
/// token does not, a grant that works without a person which it has not, or a trust nobody gave it. An administrator is no
/// app, and not held back.
/// </summary>
internal static class AppReach
{
    /// <summary>Refuses a change that is beyond the caller. To look is never beyond whose scope lets them; the server's own apps are not shown.</summary>
    public static async Task Require(HttpContext http, App app)
    {
        if (app.IsSystem) throw ApiError.NotFound(app.Id, "AppInstance");
        if (http.Caller.App is not { } caller || HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)) return;
        var held = await http.RequestServices.GetRequiredService<AppScopes>().Of(app, http.RequestAborted);
        if (held.FirstOrDefault(scope => !http.Caller.Scopes!.Contains(scope)) is { } scope)
            throw Beyond($"{app.Id} holds the scope {scope}, which the access token does not");
        RequireGrants(caller, app.GrantTypes);
        if (!app.AsksForConsent && app.Id != caller.Id) RequireTrust(caller);
    }

    /// <summary>Refuses to make an app what the caller could not become.</summary>
    /// <param name="http">The request.</param>
    /// <param name="draft">What the app is to be.</param>
    /// <param name="existing">What it is; null for a new one.</param>
    public static void RequireWithin(HttpContext http, AppDraft draft, App? existing = null)
    {
        if (http.Caller.App is not { } caller) return;
        RequireGrants(caller, draft.GrantTypes);
        if (draft.Phones.Any && !JsonNode.DeepEquals(draft.Phones.ToJson(), existing?.Phones.ToJson()))
            throw Beyond($"settings.{PhonePrograms.Name}: programs on phones may use the passkeys of everybody");
        if (draft.AsksForConsent || existing is { AsksForConsent: false }) return;
        RequireVouched(existing);
        RequireTrust(caller);
    }

    /// <summary>Refuses to open an app to people, or to another app, where that is an administrator's to decide.</summary>
    public static void RequireMayOpen(HttpContext http, App app)
    {
        if (http.Caller.App is not { } caller) return;
        RequireVouched(app);
        RequireTrust(caller);
    }

    /// <summary>Refuses to hand out what the caller's own token does not hold.</summary>
    public static void RequireMayGrant(HttpContext http, string scope)
    {
        if (http.Caller.Scopes?.Contains(scope) is false) throw Beyond($"the access token does not hold the scope {scope}");
    }

    private static void RequireGrants(App caller, IEnumerable<string> grants)
    {
        if (grants.FirstOrDefault(grant => !GrantKind.OfPeople.Contains(grant) && !caller.GrantTypes.Contains(grant)) is { } beyond)
            throw Beyond($"grant_types: {beyond} is not among those of {caller.Id}");
    }

    private static void RequireTrust(App caller)
    {
        if (caller.AsksForConsent) throw Beyond($"consent_method: {caller.Id} is not TRUSTED itself");
    }

    private static void RequireVouched(App? app)
    {
        if (app is { VouchedFor: false }) throw Beyond($"{app.Id} was not registered by an administrator");
    }

    private static ApiError Beyond(string why) => ApiError.NoPermission($"{why}. An administrator can do this.");

    extension(ApiCaller caller)
    {
        /// <summary>Whether answers may show the app's secrets to whoever did not make them with this very request.</summary>
        public bool MaySeeSecretsOf(App app) =>
            caller.App is not null ? caller.App.Id == app.Id
            // With its secret they would be that app.
            : caller.Authority.May(Rights.ReadSecrets, AdminResource.App(app.Id)) && caller.Authority.Covers(caller.Roles.Of(RoleHolder.OfClient(app.Id)));

        /// <summary>As <see cref="App.RegisteredBy"/> of an app it makes: null where the trust of an administrator reaches that far.</summary>
        public string? AsRegistrar => caller.App is { AsksForConsent: true } app ? app.Id : null;
    }
}
