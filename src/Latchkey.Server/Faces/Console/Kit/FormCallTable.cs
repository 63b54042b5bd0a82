namespace Latchkey.Server.Faces.Console.Kit;

/// <summary>
/// Every form of the console with the calls of the management API that do the same: shown on its page to be copied, and what a notice offers to take back. A
/// form that stands in neither table fails a test.
/// </summary>
internal static class FormCallTable
{
    private const string Policies = "/api/v1/policies", Servers = "/api/v1/authorizationServers";

    private const string Order = """{"…": "…", "priority": "…"}""";

    /// <summary>Forms that no call stands for, and why.</summary>
    public static IReadOnlyDictionary<string, string> Without { get; } = new Dictionary<string, string>
    {
        ["/signout"] = "ends the session of the browser that sends it",
        ["/apps/{appId}/try"] = "tries a sign-in in this browser, and changes nothing",
        ["/policies/simulate"] = "asks, and changes nothing",
        ["/brand/preview"] = "shows, and changes nothing",
        ["/brand/sign-in/preview"] = "shows, and changes nothing",
        ["/brand/texts/{name}"] = "Okta's API has no texts of pages",
        ["/brand/mails/{name}/preview"] = "shows, and changes nothing",
        ["/settings/mail"] = "sends a letter to whoever presses it, and changes nothing",
        ["/settings/keys/{serverId}/{kid}/withdraw"] = "breaks every token of a key at once: somebody has to stand by it",
        ["/api/tokens/new"] = "a token is made by a person who is there, as at Okta",
        ["/log/saved"] = "an administrator's own bookmark",
    };

    public static IReadOnlyDictionary<string, IReadOnlyList<FormCall>> All { get; } = new Dictionary<string, IReadOnlyList<FormCall>>
    {
        ["/apps/new"] =
        [
            new("POST /api/v1/apps", """
                {"name": "oidc_client", "label": "$label", "signOnMode": "OPENID_CONNECT", "settings": {"oauthClient": {"application_type": "@type",
                 "grant_types": "*grant_types.", "redirect_uris": "[]redirect_uris", "post_logout_redirect_uris": "[]post_logout_redirect_uris"}}}
                """),
            new("PUT /api/v1/apps/{$app}/groups/{$group}"),
        ],
        ["/apps/{appId}"] = [FormCall.OnThePage],
        ["/apps/{appId}/assignments"] =
        [
            new("POST /api/v1/apps/{appId}/users", """{"id": "$id", "scope": "USER"}""") { Do = "assign-user", Undo = "remove-user" },
            new("DELETE /api/v1/apps/{appId}/users/{$id}") { Do = "remove-user", Undo = "assign-user" },
            new("PUT /api/v1/apps/{appId}/groups/{$id}") { Do = "assign-group", Undo = "remove-group" },
            new("DELETE /api/v1/apps/{appId}/groups/{$id}") { Do = "remove-group", Undo = "assign-group" },
        ],
        ["/apps/{appId}/scopes"] =
        [
            new("POST /api/v1/apps/{appId}/grants", """{"scopeId": "$id", "issuer": "@org"}""") { Do = "grant", Undo = "revoke" },
            new("DELETE /api/v1/apps/{appId}/grants/{$grantId}") { Do = "revoke", Undo = "grant" },
        ],
        ["/apps/{appId}/secrets"] =
        [
            new("POST /api/v1/apps/{appId}/credentials/secrets") { Do = "new" },
            .. Standing("/api/v1/apps/{appId}/credentials/secrets/{$id}"),
            new("DELETE /api/v1/apps/{appId}/credentials/secrets/{$id}") { Do = "delete", Asks = true },
        ],
        ["/apps/{appId}/activate"] = [new("POST /api/v1/apps/{appId}/lifecycle/activate") { Page = "/apps/{appId}", Undo = "/apps/{appId}/deactivate" }],
        ["/apps/{appId}/deactivate"] = [new("POST /api/v1/apps/{appId}/lifecycle/deactivate") { Undo = "/apps/{appId}/activate" }],
        ["/apps/{appId}/delete"] = [new("DELETE /api/v1/apps/{appId}")],
        ["/apps/{appId}/logo"] = [new("POST /api/v1/apps/{appId}/logo", FormCall.File) { Page = "/apps/{appId}" }],

        ["/people/new"] =
        [
            new("POST /api/v1/users?activate=true", """
                {"profile": {"login": "$login", "email": "$email", "firstName": "$firstName", "lastName": "$lastName"}}
                """),
        ],
        ["/people/import"] = [Import],
        ["/people/import/{importId}"] = [Import],
        ["/people/{userId}"] = [FormCall.OnThePage],
        ["/people/{userId}/steps/{step}"] =
        [
            Step("activate"), Step("reactivate"), Step("unlock"), Step("expire_password"), Step("deactivate"),
            Step("suspend") with { Undo = "/people/{userId}/steps/unsuspend" }, Step("unsuspend") with { Undo = "/people/{userId}/steps/suspend" },
        ],
        ["/people/{userId}/password"] =
        [
            new("POST /api/v1/users/{userId}/lifecycle/reset_password?sendEmail=true"),
            new("POST /api/v1/users/{userId}/lifecycle/expire_password?tempPassword=true"),
        ],
        ["/people/{userId}/delete"] = [new("DELETE /api/v1/users/{userId}")],
        ["/people/{userId}/groups"] =
        [
            new("PUT /api/v1/groups/{$id}/users/{userId}") { Do = "add", Undo = "remove" },
            new("DELETE /api/v1/groups/{$id}/users/{userId}") { Do = "remove", Undo = "add" },
        ],
        ["/people/{userId}/apps"] =
        [
            new("POST /api/v1/apps/{$id}/users", """{"id": "/userId", "scope": "USER"}""") { Do = "assign", Undo = "unassign" },
            new("DELETE /api/v1/apps/{$id}/users/{userId}") { Do = "unassign", Undo = "assign" },
        ],
        ["/people/{userId}/security"] =
        [
            new("DELETE /api/v1/users/{userId}/factors/{$id}") { Do = "factor" },
            new("POST /api/v1/users/{userId}/lifecycle/reset_factors") { Do = "factors", Asks = true },
            new("DELETE /api/v1/sessions/{$id}") { Do = "session" },
            new("DELETE /api/v1/users/{userId}/clients/{$clientId}/tokens/{$id}") { Do = "token" },
            new("DELETE /api/v1/users/{userId}/sessions?oauthTokens=true") { Do = "everything" },
        ],

        ["/groups/new"] = [new("POST /api/v1/groups", """{"profile": {"name": "$name", "description": "$description"}}""")],
        ["/groups/{groupId}"] =
        [
            new("PUT /api/v1/groups/{groupId}/users/{$id}") { Do = "add", Undo = "remove" },
            new("DELETE /api/v1/groups/{groupId}/users/{$id}") { Do = "remove", Undo = "add" },
        ],
        ["/groups/{groupId}/apps"] =
        [
            new("PUT /api/v1/apps/{$id}/groups/{groupId}") { Do = "assign", Undo = "unassign" },
            new("DELETE /api/v1/apps/{$id}/groups/{groupId}") { Do = "unassign", Undo = "assign" },
        ],
        ["/groups/{groupId}/settings"] = [FormCall.OnThePage],
        ["/groups/{groupId}/delete"] = [new("DELETE /api/v1/groups/{groupId}")],
        ["/groups/rules"] = [.. Standing("/api/v1/groups/rules/{$id}")],
        ["/groups/rules/new"] = [new("POST /api/v1/groups/rules", GroupRule)],
        ["/groups/rules/{ruleId}"] = [new("PUT /api/v1/groups/rules/{ruleId}", GroupRule)],
        ["/groups/rules/{ruleId}/delete"] = [new("DELETE /api/v1/groups/rules/{ruleId}")],

        ["/api/servers/new"] = [FormCall.OnThePage],
        ["/api/servers/{serverId}"] = [FormCall.OnThePage],
        ["/api/servers/{serverId}/activate"] =
            [new($"POST {Servers}/{{serverId}}/lifecycle/activate") { Page = "/api/servers/{serverId}", Undo = "/api/servers/{serverId}/deactivate" }],
        ["/api/servers/{serverId}/deactivate"] = [new($"POST {Servers}/{{serverId}}/lifecycle/deactivate") { Undo = "/api/servers/{serverId}/activate" }],
        ["/api/servers/{serverId}/delete"] = [new($"DELETE {Servers}/{{serverId}}")],
        ["/api/servers/{serverId}/scopes/new"] = [FormCall.OnThePage],
        ["/api/servers/{serverId}/scopes/{scopeId}"] = [FormCall.OnThePage],
        ["/api/servers/{serverId}/scopes/{scopeId}/delete"] = [new($"DELETE {Servers}/{{serverId}}/scopes/{{scopeId}}")],
        ["/api/servers/{serverId}/claims/new"] = [FormCall.OnThePage],
        ["/api/servers/{serverId}/claims/{claimId}"] = [FormCall.OnThePage],
        ["/api/servers/{serverId}/claims/{claimId}/delete"] = [new($"DELETE {Servers}/{{serverId}}/claims/{{claimId}}")],
        ["/api/servers/{serverId}/policies"] = [.. Ranked($"{Servers}/{{serverId}}/policies/{{$id}}")],
        ["/api/servers/{serverId}/policies/new"] = [FormCall.OnThePage],
        ["/api/servers/{serverId}/policies/{policyId}"] =
        [
            .. Ranked($"{Servers}/{{serverId}}/policies/{{policyId}}/rules/{{$id}}").Select(call => call with { Page = "/api/servers/{serverId}/policies" }),
            Gone($"{Servers}/{{serverId}}/policies/{{policyId}}/rules/{{$id}}") with { Page = "/api/servers/{serverId}/policies" },
        ],
        ["/api/servers/{serverId}/policies/{policyId}/edit"] = [FormCall.OnThePage],
        ["/api/servers/{serverId}/policies/{policyId}/delete"] = [new($"DELETE {Servers}/{{serverId}}/policies/{{policyId}}")],
        ["/api/servers/{serverId}/policies/{policyId}/rules/new"] = [FormCall.OnThePage],
        ["/api/servers/{serverId}/policies/{policyId}/rules/{ruleId}"] = [FormCall.OnThePage],
        ["/api/tokens/{tokenId}/revoke"] = [new("DELETE /api/v1/api-tokens/{tokenId}")],
        ["/api/origins"] = [.. Standing("/api/v1/trustedOrigins/{$id}"), Gone("/api/v1/trustedOrigins/{$id}")],
        ["/api/origins/new"] = [FormCall.OnThePage],
        ["/api/origins/{originId}"] = [FormCall.OnThePage],

        ["/networks"] = [.. Standing("/api/v1/zones/{$id}"), Gone("/api/v1/zones/{$id}")],
        ["/networks/new"] = [FormCall.OnThePage],
        ["/networks/{zoneId}"] = [FormCall.OnThePage],

        ["/hooks/events"] =
        [
            new("POST /api/v1/eventHooks/{$id}/lifecycle/verify") { Do = "verify" }, .. Standing("/api/v1/eventHooks/{$id}"), Gone("/api/v1/eventHooks/{$id}"),
        ],
        ["/hooks/events/new"] = [new("POST /api/v1/eventHooks", EventHook)],
        ["/hooks/events/{hookId}"] = [new("PUT /api/v1/eventHooks/{hookId}", EventHook)],
        ["/hooks/events/{hookId}/undelivered"] = [new("POST /api/v1/eventHooks/{hookId}/undelivered/replay")],
        ["/hooks/inline"] = [.. Standing("/api/v1/inlineHooks/{$id}"), Gone("/api/v1/inlineHooks/{$id}")],
        ["/hooks/inline/new"] = [new("POST /api/v1/inlineHooks", InlineHook)],
        ["/hooks/inline/{hookId}"] = [new("PUT /api/v1/inlineHooks/{hookId}", InlineHook)],
        ["/hooks/inline/{hookId}/preview"] = [new("POST /api/v1/inlineHooks/{hookId}/execute", """{"…": "…"}""")],

        ["/policies"] = [.. Ranked(Policies + "/{$id}")],
        ["/policies/new"] = [new("POST " + Policies, Policy)],
        ["/policies/{policyId}"] =
            [.. Ranked(Policies + "/{policyId}/rules/{$id}"), Gone(Policies + "/{policyId}/rules/{$id}")],
        ["/policies/{policyId}/apps"] =
        [
            new("PUT /api/v1/apps/{$id}/policies/{policyId}") { Do = "assign", Undo = "unassign" },
            new("PUT /api/v1/apps/{$id}/policies/{$defaultPolicyId}") { Do = "unassign", Undo = "assign" },
        ],
        ["/policies/{policyId}/edit"] = [new("PUT " + Policies + "/{policyId}", Policy)],
        ["/policies/{policyId}/delete"] = [new("DELETE " + Policies + "/{policyId}")],
        ["/policies/{policyId}/rules/new"] = [new("POST " + Policies + "/{policyId}/rules", Rule)],
        ["/policies/{policyId}/rules/{ruleId}"] = [new("PUT " + Policies + "/{policyId}/rules/{ruleId}", Rule)],

        ["/brand"] =
        [
            new("PUT /api/v1/brands/{brandId}", """{"name": "$name"}"""),
            new("PUT /api/v1/brands/{brandId}/themes/{$themeId}", """
                {"primaryColorHex": "$primaryColorHex", "secondaryColorHex": "$secondaryColorHex",
                 "signInPageTouchPointVariant": "$signInPageTouchPointVariant"}
                """),
        ],
        ["/brand/picture"] = [new("POST /api/v1/brands/{brandId}/themes/{$themeId}/logo", FormCall.File) { Page = "/brand" }],
        ["/brand/picture/remove"] = [new("DELETE /api/v1/brands/{brandId}/themes/{$themeId}/logo") { Page = "/brand" }],
        ["/brand/sign-in"] =
        [
            new("PUT /api/v1/brands/{brandId}/pages/sign-in/preview", """{"pageContent": "$pageContent"}""") { Do = "draft" },
            new("PUT /api/v1/brands/{brandId}/pages/sign-in/customized", """{"pageContent": "$pageContent"}"""),
        ],
        ["/brand/sign-in/reset"] = [new("DELETE /api/v1/brands/{brandId}/pages/sign-in/customized")],
        ["/brand/sign-in/undo"] = [new("PUT /api/v1/brands/{brandId}/pages/sign-in/customized", """{"pageContent": "…"}""") { Page = "/brand/sign-in" }],
        ["/brand/mails/{name}"] =
        [
            new("POST /api/v1/brands/{brandId}/templates/email/{name}/customizations",
                """{"language": "$language", "subject": "$subject", "body": "$body", "isDefault": "?isDefault"}"""),
        ],
        ["/brand/mails/{name}/test"] = [new("POST /api/v1/brands/{brandId}/templates/email/{name}/test?language={@language}") { Page = "/brand/mails/{name}" }],
        ["/brand/mails/{name}/recipients"] =
            [new("PUT /api/v1/brands/{brandId}/templates/email/{name}/settings", """{"recipients": "$recipients"}""") { Page = "/brand/mails/{name}" }],
        ["/brand/mails/{name}/reset"] = [new("DELETE /api/v1/brands/{brandId}/templates/email/{name}/customizations/{$customizationId}")],
        ["/brand/languages"] = [new("PUT /api/v1/brands/{brandId}", """{"name": "…", "locale": "$locale"}""")],
        ["/brand/domains"] = [new("POST /api/v1/domains", """{"domain": "$domain", "certificateSourceType": "MANUAL"}""")],
        ["/brand/domains/verify"] = [new("POST /api/v1/domains/{$id}/verify") { Page = "/brand/domains" }],
        ["/brand/domains/delete"] = [new("DELETE /api/v1/domains/{$id}")],
        ["/brand/delete"] = [new("DELETE /api/v1/brands/{brandId}")],
        ["/brands"] = [new("POST /api/v1/brands", """{"name": "$name"}""")],

        ["/providers"] = [.. Standing("/api/v1/idps/{$id}")],
        ["/providers/new"] = [new("POST /api/v1/idps", Provider)],
        ["/providers/{idpId}"] = [new("PUT /api/v1/idps/{idpId}", Provider)],
        ["/providers/{idpId}/delete"] = [new("DELETE /api/v1/idps/{idpId}")],

        ["/settings"] = [FormCall.OnThePage],
        ["/settings/contacts"] = [FormCall.OnThePage with { Page = "/settings" }],
        ["/settings/preferences"] = [FormCall.OnThePage],
        ["/settings/preferences/registration"] =
        [
            FormCall.OnThePage with { Page = "/settings/preferences", Do = "open", Undo = "close" },
            FormCall.OnThePage with { Page = "/settings/preferences", Do = "close", Undo = "open" },
        ],
        ["/authenticators/devices"] = [new("") { Command = "latchkey fido-metadata --data DIR --from FILE" }],
        ["/settings/backup"] = [new("") { Command = "latchkey backup --data DIR --to FILE" }],
        ["/settings/keys/{serverId}/rotate"] =
            [new($"POST {Servers}/{{serverId}}/credentials/lifecycle/keyRotate", """{"use": "sig"}""") { Command = "latchkey keys rotate" }],

        ["/administrators"] = [new("DELETE /api/v1/users/{$userId}/roles/{$id}") { Do = "remove" }],
        ["/administrators/new"] = [new("POST /api/v1/users/{$userId}/roles", """{"type": "$role"}""")],
        ["/administrators/roles/new"] =
            [new("POST /api/v1/iam/roles", """{"label": "$label", "description": "$description", "permissions": "*permit."}""")],
        ["/administrators/roles/{roleId}"] =
        [
            new("PUT /api/v1/iam/roles/{roleId}", """{"label": "$label", "description": "$description"}"""),
            new("POST /api/v1/iam/roles/{roleId}/permissions/{$permission}"),
        ],
        ["/administrators/roles/{roleId}/delete"] = [new("DELETE /api/v1/iam/roles/{roleId}")],
        ["/administrators/sets/new"] =
            [new("POST /api/v1/iam/resource-sets", """{"label": "$label", "description": "$description", "resources": "[]resources"}""")],
        ["/administrators/sets/{setId}"] =
        [
            new("PUT /api/v1/iam/resource-sets/{setId}", """{"label": "$label", "description": "$description"}"""),
            new("PATCH /api/v1/iam/resource-sets/{setId}/resources", """{"additions": "[]resources"}"""),
        ],
        ["/administrators/sets/{setId}/delete"] = [new("DELETE /api/v1/iam/resource-sets/{setId}")],
    };

    private const string GroupRule = """
        {"type": "group_rule", "name": "$name", "conditions": {"expression": {"type": "urn:okta:expression:1.0", "value": "$expression"},
         "people": {"users": {"exclude": "[]exclude"}}}, "actions": {"assignUserToGroups": {"groupIds": "[]groupIds"}}}
        """;

    private const string EventHook = """
        {"name": "$name", "description": "$description", "events": {"type": "EVENT_TYPE", "items": "[]events.items"}, "channel": {"type": "HTTP",
         "version": "1.0.0", "config": {"uri": "$channel.config.uri", "authScheme": {"type": "HEADER", "key": "$channel.config.authScheme.key"}}}}
        """;

    private const string InlineHook = """
        {"name": "$name", "type": "$type", "version": "1.0.0", "channel": {"type": "HTTP", "version": "1.0.0", "config": {"method": "POST",
         "uri": "$channel.config.uri", "authScheme": {"type": "HEADER", "key": "$channel.config.authScheme.key"}}}}
        """;

    private const string Policy = """
        {"type": "$type", "name": "$name", "description": "$description",
         "conditions": {"people": {"groups": {"include": "[]conditions.people.groups.include"}}},
         "settings": "**settings."}
        """;

    private const string Rule = """
        {"name": "$name", "conditions": {"people": {
         "groups": {"include": "[]conditions.people.groups.include", "exclude": "[]conditions.people.groups.exclude"},
         "users": {"include": "[]conditions.people.users.include", "exclude": "[]conditions.people.users.exclude"}},
         "network": {"include": "*conditions.network.include.", "exclude": "*conditions.network.exclude."}, "app": {"include": "[]conditions.app.include"},
         "userIdentifier": {"patterns": "[]conditions.userIdentifier.patterns"},
         "riskScore": {"level": "$conditions.riskScore.level"}}, "actions": {"signon": "**actions.signon.",
         "appSignOn": {"access": "$actions.appSignOn.access", "verificationMethod": {"factorMode": "$actions.appSignOn.verificationMethod.factorMode",
         "reauthenticateIn": "$actions.appSignOn.verificationMethod.reauthenticateIn", "constraints": [{
         "knowledge": ["if", "actions.appSignOn.verificationMethod.constraints.knowledge", {"types": ["password"],
         "reauthenticateIn": "$actions.appSignOn.verificationMethod.constraints.knowledge.reauthenticateIn"}],
         "possession": {"phishingResistant": ["if", "actions.appSignOn.verificationMethod.constraints.possession.phishingResistant", "REQUIRED"],
         "deviceBound": ["if", "actions.appSignOn.verificationMethod.constraints.possession.deviceBound", "REQUIRED"],
         "hardwareProtection": ["if", "actions.appSignOn.verificationMethod.constraints.possession.hardwareProtection", "REQUIRED"],
         "userVerification": ["if", "actions.appSignOn.verificationMethod.constraints.possession.userVerification", "REQUIRED"],
         "userPresence": ["if", "actions.appSignOn.verificationMethod.constraints.possession.userPresence", "REQUIRED"],
         "authenticationMethods": [
         ["if", "actions.appSignOn.verificationMethod.constraints.possession.authenticationMethods.okta_email", {"key": "okta_email", "method": "email"}],
         ["if", "actions.appSignOn.verificationMethod.constraints.possession.authenticationMethods.google_otp", {"key": "google_otp", "method": "otp"}],
         ["if", "actions.appSignOn.verificationMethod.constraints.possession.authenticationMethods.webauthn", {"key": "webauthn", "method": "webauthn"}]]}}]}},
         "passwordChange": {"access": "$actions.passwordChange.access"}, "selfServicePasswordReset": {"access": "$actions.selfServicePasswordReset.access"},
         "selfServiceUnlock": {"access": "$actions.selfServiceUnlock.access"}, "enroll": {"self": "$actions.enroll.self"},
         "idp": {"providers": [{"id": "$actions.idp.providers"}]},
         "profileEnrollment": {"unknownUserAction": "$actions.profileEnrollment.unknownUserAction",
         "targetGroupIds": "[]actions.profileEnrollment.targetGroupIds"}}}
        """;

    private const string Provider = """
        {"type": "$type", "name": "$name", "protocol": {"issuer": {"url": "$protocol.issuer.url"},
         "credentials": {"client": {"client_id": "$protocol.credentials.client.client_id"}}},
         "policy": {"accountLink": {"action": "$policy.accountLink.action"}, "provisioning": {"action": "$policy.provisioning.action"}}}
        """;

    private static FormCall Import => new("POST /api/v1/users?activate=false", """{"profile": {"login": "…", "email": "…"}}""")
    {
        Command = "latchkey import csv people.csv",
    };

    private static FormCall Step(string step) =>
        new($"POST /api/v1/users/{{userId}}/lifecycle/{step}") { Do = step, Page = "/people/{userId}" };

    private static FormCall Gone(string path) => new("DELETE " + path) { Do = "delete", Asks = true };

    private static IEnumerable<FormCall> Standing(string path) =>
    [
        new($"POST {path}/lifecycle/activate") { Do = "activate", Undo = "deactivate" },
        new($"POST {path}/lifecycle/deactivate") { Do = "deactivate", Undo = "activate" },
    ];

    private static IEnumerable<FormCall> Ranked(string path) =>
        [new("PUT " + path, Order) { Do = "up", Undo = "down" }, new("PUT " + path, Order) { Do = "down", Undo = "up" }, .. Standing(path)];
}
