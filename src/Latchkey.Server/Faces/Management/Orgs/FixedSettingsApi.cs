using System.Text.Json.Nodes;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.Orgs;

/// <summary>
/// Settings of Okta that have one value here: it is told, and may be said again; another is refused with the reason, and none is pretended. Contract §3.10,
/// fixed settings.
/// </summary>
internal static class FixedSettingsApi
{
    /// <param name="Path">Below <c>/api/v1</c>.</param>
    /// <param name="Method">By which it is set.</param>
    /// <param name="Name">Of the setting.</param>
    /// <param name="Value">As it is.</param>
    /// <param name="Reason">Why it is no other.</param>
    private sealed record FixedSetting(string Path, string Method, string Name, string Value, string Reason);

    private static readonly FixedSetting[] All =
    [
        new("/org/settings/autoAssignAdminAppSetting", "POST", "autoAssignAdminAppSetting", "true", "the console is open to whoever is an administrator"),
        new("/org/settings/clientPrivilegesSetting", "PUT", "clientPrivilegesSetting", "false", "no app is an administrator unless somebody grants it scopes"),
        new("/rate-limit-settings/admin-notifications", "PUT", "notificationsEnabled", "false", "limits are told of in the system log, and not by mail"),
        new("/rate-limit-settings/per-client", "PUT", "defaultMode", "\"DISABLE\"", "limits are those of the server, by address and account, and not by app"),
        new("/org/privacy/oktaSupport", "", "support", "\"DISABLED\"", ""),
        new("/org/privacy/oktaCommunication", "", "optOutEmailUsers", "true", ""),
    ];

    /// <summary>Below <c>/attack-protection/api/v1</c>.</summary>
    private static readonly FixedSetting[] OfAttackProtection =
    [
        new("/user-lockout-settings", "PUT", "preventBruteForceLockoutFromUnknownDevices", "false", "an account is locked wherever wrong passwords come from"),
        new("/authenticator-settings", "PUT", "verifyKnowledgeSecondWhen2faRequired", "false", "the password comes first, or a passkey in place of both"),
    ];

    public static void MapAttackProtection(this RouteGroupBuilder api) => Map(api, OfAttackProtection);

    private static void Map(RouteGroupBuilder api, IEnumerable<FixedSetting> settings)
    {
        foreach (var setting in settings)
        {
            api.MapGet(setting.Path, () => ApiAnswers.Json(Json(setting)));
            if (setting.Method.Length > 0) api.MapMethods(setting.Path, [setting.Method], (Delegate)((HttpContext http) => Set(http, setting)));
        }
    }

    public static RouteGroupBuilder MapFixedSettings(this RouteGroupBuilder api)
    {
        Map(api, All);
        api.MapGet("/org/preferences", Preferences);
        api.MapPost("/org/preferences/hideEndUserFooter", Preferences);
        api.MapPost("/org/preferences/showEndUserFooter", IResult () =>
            throw ApiError.Validation("showEndUserFooter", "showEndUserFooter: the pages of this server have no footer of its maker"));
        api.MapGet("/features", (HttpContext http) => Pages.Whole(http, []));
        api.MapGet("/features/{featureId}", IResult (string featureId) => throw ApiError.NotFound(featureId, "Feature"));
        api.MapGet("/features/{featureId}/dependencies", IResult (string featureId) => throw ApiError.NotFound(featureId, "Feature"));
        api.MapGet("/features/{featureId}/dependents", IResult (string featureId) => throw ApiError.NotFound(featureId, "Feature"));
        api.MapPost("/features/{featureId}/{lifecycle}", IResult (string featureId) => throw ApiError.NotFound(featureId, "Feature"));
        api.MapGet("/mappings", (HttpContext http) => Pages.Whole(http, []));
        api.MapGet("/mappings/{mappingId}", IResult (string mappingId) => throw ApiError.NotFound(mappingId, "Mapping"));
        api.MapPost("/mappings/{mappingId}", IResult (string mappingId) => throw ApiError.NotFound(mappingId, "Mapping"));
        return api;
    }

    private static IResult Preferences(HttpContext http) => ApiAnswers.Json(new JsonObject
    {
        ["showEndUserFooter"] = false,
        ["_links"] = new JsonObject { ["hideEndUserFooter"] = Hal.To(http.Org, "org/preferences/hideEndUserFooter", "POST") },
    });

    private static async Task<IResult> Set(HttpContext http, FixedSetting setting)
    {
        var said = (await ApiJson.RequireBody(http))[setting.Name]
            ?? throw ApiError.Validation(setting.Name, $"{setting.Name}: The field cannot be left blank");
        return JsonNode.DeepEquals(said, JsonNode.Parse(setting.Value)) ? ApiAnswers.Json(Json(setting))
            : throw ApiError.Validation(setting.Name, $"{setting.Name}: is always {setting.Value} here, since {setting.Reason}");
    }

    private static JsonObject Json(FixedSetting setting) => new() { [setting.Name] = JsonNode.Parse(setting.Value) };
}
