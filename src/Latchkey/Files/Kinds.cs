using System.Text.Json.Nodes;
using Latchkey.Cli.Settings;

namespace Latchkey.Cli.Files;

/// <summary>What an org file may hold, in the order in which it is applied: what others refer to comes first.</summary>
public static class Kinds
{
    private static readonly string[] OfServer = ["id", "created", "lastUpdated", "_links", "_embedded", "system", "orn"];

    private static readonly string[] PolicyTypes = ["OKTA_SIGN_ON", "PASSWORD", "MFA_ENROLL", "PROFILE_ENROLLMENT", "ACCESS_POLICY", "IDP_DISCOVERY"];

    private static readonly Reference[] People =
    [
        new("conditions.people.users.include[]", Reference.Users), new("conditions.people.users.exclude[]", Reference.Users),
        new("conditions.people.groups.include[]", "groups"), new("conditions.people.groups.exclude[]", "groups"),
    ];

    private static readonly SecretPlace[] HookSecrets =
    [
        new("channel.config.authScheme.key", null, "channel.config.authScheme.valueFrom", "channel.config.authScheme.value"),
        new("channel.config.authType", "client_secret_post", "channel.config.clientSecretFrom", "channel.config.clientSecret"),
    ];

    private static readonly SecretPlace[] ProviderSecrets =
    [
        new("protocol.credentials.client.client_id", null, "protocol.credentials.client.clientSecretFrom", "protocol.credentials.client.client_secret",
            provider => Members.Text(provider, "type") != "APPLE" && provider["protocol"]?["credentials"]?["client"]?["pkce_required"]?.ToString() != "true"
                && Members.Text(provider, "protocol.credentials.client.token_endpoint_auth_method") is not ("private_key_jwt" or "none")),
        new("protocol.credentials.signing.teamId", null, "protocol.credentials.signing.privateKeyFrom", "protocol.credentials.signing.privateKey"),
    ];

    public static readonly Kind UserAttributes = new("userAttributes", "attribute of people", "/api/v1/meta/schemas/user/default", "name")
    {
        Kept = new KeptAttributes(), Prunable = false,
    };

    /// <summary>Beside the one that every org has: what its people have is said by <see cref="UserAttributes"/>.</summary>
    public static readonly Kind UserTypes = new("userTypes", "type of people", "/api/v1/meta/types/user", "name")
    {
        Unwritten = [.. OfServer, "default", "createdBy", "lastUpdatedBy"], LeftOut = type => type["default"]?.ToString() == "true", Prunable = false,
        Children =
        [
            new("userAttributes", "attribute of its people", "/api/v1/meta/types/user/{id}", "name") { Kept = new KeptTypeAttributes(), Prunable = false },
        ],
    };

    public static readonly Kind GroupAttributes = new("groupAttributes", "attribute of groups", "/api/v1/meta/schemas/group/default", "name")
    {
        Kept = new KeptAttributes(), Prunable = false,
    };

    public static readonly Kind LinkedObjects = new("linkedObjects", "linked object", "/api/v1/meta/schemas/user/linkedObjects", "primary.name")
    {
        Unwritten = ["_links"], Kept = new KeptLinks(), Prunable = false,
    };

    public static readonly Kind HookKeys = new(Reference.HookKeys, "hook key", "/api/v1/hook-keys", "name")
    {
        Unwritten = [.. OfServer, "keyId", "isUsed"],
    };

    public static readonly Kind InlineHooks = new(Reference.InlineHooks, "inline hook", "/api/v1/inlineHooks", "name")
    {
        Unwritten = [.. OfServer, .. HookSecrets.SelectMany(secret => new[] { secret.From, secret.To })], Switched = true, Secrets = HookSecrets,
        References = [new("channel.config.hookKeyId", Reference.HookKeys)],
    };

    public static readonly Kind EventHooks = new("eventHooks", "event hook", "/api/v1/eventHooks", "name")
    {
        Unwritten = [.. OfServer, "createdBy", "verificationStatus", .. HookSecrets.SelectMany(secret => new[] { secret.From, secret.To })], Switched = true,
        Secrets = HookSecrets, Kept = new KeptEventHooks(),
    };

    public static readonly Kind Zones = new("networkZones", "network zone", "/api/v1/zones", "name") { Unwritten = OfServer, Switched = true };

    public static readonly Kind Groups = new("groups", "group", "/api/v1/groups", "profile.name")
    {
        Unwritten = [.. OfServer, "lastMembershipUpdated", "objectClass", "type"], LeavesOutSystem = true,
    };

    public static readonly Kind Origins = new("trustedOrigins", "trusted origin", "/api/v1/trustedOrigins", "name")
    {
        Unwritten = [.. OfServer, "createdBy", "lastUpdatedBy"], Switched = true,
    };

    public static readonly Kind Providers = new(Reference.Providers, "identity provider", "/api/v1/idps", "name")
    {
        Unwritten = [.. OfServer, .. ProviderSecrets.SelectMany(secret => new[] { secret.From, secret.To })], Switched = true, Secrets = ProviderSecrets,
        References =
        [
            new("policy.provisioning.groups.assignments[]", "groups"), new("policy.provisioning.groups.filter[]", "groups"),
            new("policy.accountLink.filter.groups.include[]", "groups"), new("policy.accountLink.filter.users.exclude[]", Reference.Users),
        ],
    };

    public static readonly Kind Roles = new("roles", "role", "/api/v1/iam/roles", "label") { Unwritten = OfServer, Kept = new KeptRoles() };

    public static readonly Kind ResourceSets = new("resourceSets", "resource set", "/api/v1/iam/resource-sets", "label")
    {
        Unwritten = OfServer, Kept = new KeptResourceSets(),
    };

    public static readonly Kind Administrators = new("administrators", "administrator", "/api/v1/iam/assignees", "to")
    {
        Unwritten = OfServer, Kept = new KeptAdministrators(), LeftOut = KeptAdministrators.IsPerson,
    };

    public static readonly Kind Org = new("org", "organization", "/api/v1/org", "")
    {
        Unwritten = [.. OfServer, "subdomain", "status"], Makeable = false, Alone = true, Prunable = false, Kept = new KeptOrg(),
    };

    public static readonly Kind Policies = new("policies", "policy", "/api/v1/policies", "name")
    {
        Within = "type", Unwritten = OfServer, Switched = true, InOrder = true, Queries = [.. PolicyTypes.Select(type => $"?type={type}")],
        References = [new("conditions.people.groups.include[]", "groups")],
        Children =
        [
            new("rules", "rule", "/rules", "name")
            {
                Unwritten = [.. OfServer, "actions.profileEnrollment.profileAttributes"], Switched = true, InOrder = true,
                References =
                [
                    .. People, new("conditions.network.include[]", "networkZones"), new("conditions.network.exclude[]", "networkZones"),
                    new("conditions.app.include[].id", "apps"), new("conditions.app.exclude[].id", "apps"),
                    new("actions.idp.providers[].id", Reference.Providers),
                    new("actions.profileEnrollment.targetGroupIds[]", "groups"),
                    new("actions.profileEnrollment.preRegistrationInlineHooks[].inlineHookId", Reference.InlineHooks),
                ],
            },
        ],
    };

    public static readonly Kind Apps = new("apps", "app", "/api/v1/apps", "label")
    {
        Unwritten = [.. OfServer, "features", "credentials.oauthClient.client_secret", "credentials.signing", "settings.oauthClient.jwks.keys[]._links"],
        Switched = true,
        Children =
        [
            new("userAttributes", "attribute of its people", "/api/v1/meta/schemas/apps/{id}/default", "name")
            {
                Kept = new KeptAttributes(), Prunable = false,
            },
        ],
        Attached =
        [
            new("assignedGroups", "/groups", entry => entry["id"]?.GetValue<string>(), "groups",
                (id, place, _) => (HttpMethod.Put, $"/groups/{Uri.EscapeDataString(id)}", new JsonObject { ["priority"] = place })),
            new("grantedScopes", "/grants", entry => entry["scopeId"]?.GetValue<string>(), null,
                (scope, _, org) => (HttpMethod.Post, "/grants", new JsonObject { ["scopeId"] = scope, ["issuer"] = org.Text() })),
        ],
    };

    public static readonly Kind Servers = new("authorizationServers", "authorization server", "/api/v1/authorizationServers", "name")
    {
        Unwritten = [.. OfServer, "default", "issuer", "credentials.signing.kid", "credentials.signing.lastRotated", "credentials.signing.nextRotation"],
        Switched = true,
        Children =
        [
            new("scopes", "scope", "/scopes", "name") { Unwritten = OfServer, LeavesOutSystem = true },
            new("claims", "claim", "/claims", "name") { Unwritten = OfServer, LeavesOutSystem = true, Within = "claimType" },
            new("policies", "access policy", "/policies", "name")
            {
                Unwritten = OfServer, Switched = true, InOrder = true, References = [new("conditions.clients.include[]", "apps")],
                Children =
                [
                    new("rules", "rule", "/rules", "name")
                    {
                        Unwritten = OfServer, Switched = true, InOrder = true,
                        References = [.. People, new("actions.token.inlineHook.id", Reference.InlineHooks)],
                    },
                ],
            },
        ],
    };

    public static readonly Kind GroupRules = new("groupRules", "group rule", "/api/v1/groups/rules", "name")
    {
        Unwritten = [.. OfServer, "allGroupsValid"], Switched = true, ChangedWhileOff = true,
        References = [new("actions.assignUserToGroups.groupIds[]", "groups"), new("conditions.people.users.exclude[]", Reference.Users)],
    };

    public static readonly Kind Brands = new("brands", "brand", "/api/v1/brands", "name")
    {
        Unwritten = OfServer,
        Children =
        [
            new("themes", "theme", "/themes", "")
            {
                Unwritten = [.. OfServer, "logo", "favicon", "backgroundImage"], Makeable = false, Alone = true, Prunable = false,
            },
            new("mailTexts", "mail text", "/templates/email", "language") { Unwritten = OfServer, Within = "template", Kept = new KeptMailTexts() },
            new("pages", "page", "/pages", "page") { Kept = new KeptPages() },
        ],
    };

    public static IReadOnlyList<Kind> All { get; } =
    [
        UserAttributes, UserTypes, GroupAttributes, LinkedObjects, HookKeys, InlineHooks, EventHooks, Zones, Groups, Origins, Apps, Providers, Policies,
        Servers, GroupRules, Brands, Roles, ResourceSets, Administrators, Org,
    ];

    /// <summary>What names others goes before what it names.</summary>
    public static IReadOnlyList<Kind> Removed { get; } =
        [Administrators, ResourceSets, Roles, Brands, GroupRules, Servers, Apps, Policies, Providers, Origins, Groups, Zones,
            EventHooks, InlineHooks, HookKeys];
}
