using Latchkey.Server.Core.Federation;
using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.AutoMembership;
using Latchkey.Server.Core.Brands;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Hooks;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.LogStreams;
using Latchkey.Server.Core.MailServers;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Networks;
using Latchkey.Server.Core.Notices;
using Latchkey.Server.Core.Origins;
using Latchkey.Server.Core.Passkeys;
using Latchkey.Server.Core.Policies;
using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Faces.Management.Issuers;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Management.Bodies;

/// <summary>
/// Members of the management API that hold one of a few words. They are taken in any case, since some of Okta's SDKs write them in another one than they
/// read, and kept and answered in the documented one. What OAuth and OpenID Connect themselves define stays as it is: this is done to bodies of the
/// management API alone.
/// </summary>
internal static class Enumerations
{
    /// <summary>Bodies of these routes are read so.</summary>
    public static T TakesWordsInAnyCase<T>(this T routes) where T : IEndpointConventionBuilder => routes.WithMetadata(new SettlesBodies(Settle));

    private static readonly string[] Algorithms = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "ES512", "HS256", "HS384", "HS512"];

    private static readonly string[] Access = ["ALLOW", "DENY"];

    private static readonly string[] Demands = ["OPTIONAL", "REQUIRED"];

    private static readonly string[] Bindings = ["HTTP-POST", "HTTP-REDIRECT"];

    private static readonly string[] Switch = ["AUTO", "DISABLED"];

    private const string Constraint = "actions.appSignOn.verificationMethod.constraints[].";

    /// <summary>By where they stand in a body; <c>[]</c> is each item of a list.</summary>
    private static readonly FrozenDictionary<string, IReadOnlyList<string>> ByPlace = new Dictionary<string, IReadOnlyList<string>>
    {
        ["status"] = [Apps.ActiveStatus, Apps.InactiveStatus],
        ["type"] =
        [
            .. SignOutDraft.Types, PolicyBody.PolicyType, PolicyBody.RuleType, ZoneDraft.IpType, GroupRuleDraft.Type, .. PolicyType.Kept,
            PolicyType.OfRules(PolicyType.SignOn), .. InlineHookType.All, .. GroupOwner.Types, .. ProviderType.All, LogStream.Collector,
        ],

        // Mail servers
        ["authType"] = [EmailServerDraft.Basic],

        // Log streams
        ["settings.edition"] = LogStreamSettings.Editions,

        // Identity providers
        ["protocol.type"] = ["OIDC"],
        ["protocol.endpoints.authorization.binding"] = Bindings, ["protocol.endpoints.token.binding"] = Bindings,
        ["protocol.endpoints.userInfo.binding"] = Bindings, ["protocol.endpoints.jwks.binding"] = Bindings,
        ["policy.accountLink.action"] = Switch, ["policy.provisioning.action"] = Switch,
        ["policy.provisioning.groups.action"] = LinkingRules.GroupActions, ["policy.subject.matchType"] = LinkingRules.Matches,
        ["policy.provisioning.conditions.suspended.action"] = ["NONE"], ["policy.provisioning.conditions.deprovisioned.action"] = ["NONE"],
        ["conditions.userIdentifier.type"] = ["IDENTIFIER"], ["conditions.userIdentifier.patterns[].matchType"] = IdentifierPattern.All,
        ["actions.idp.idpSelectionType"] = ["SPECIFIC"], ["actions.idp.providers[].type"] = [.. ProviderType.All, "OKTA"],

        // Apps
        ["signOnMode"] = ["OPENID_CONNECT", "BOOKMARK"],
        ["credentials.userNameTemplate.type"] = ["BUILT_IN", "CUSTOM", "NONE"],
        ["credentials.oauthClient.token_endpoint_auth_method"] = ClientAuthMethods.All,
        ["settings.oauthClient.application_type"] = ["native", "web", "browser", "service"],
        ["settings.oauthClient.grant_types[]"] = [.. AccessPolicyRuleDraft.AllGrantTypes, Protocol.GrantType.RefreshToken],
        ["settings.oauthClient.response_types[]"] = ["code", "token", "id_token", "code token", "code id_token", "id_token token", "code id_token token"],
        ["settings.oauthClient.consent_method"] = ["TRUSTED", "REQUIRED"],
        ["settings.oauthClient.issuer_mode"] = ServerDraft.IssuerModes,
        ["settings.oauthClient.refresh_token.rotation_type"] = ["STATIC", "ROTATE"],
        ["settings.oauthClient.idp_initiated_login.mode"] = ["DISABLED", "SPEC", "OKTA"],
        ["settings.oauthClient.wildcard_redirect"] = ["DISABLED", "SUBDOMAIN"],
        ["settings.oauthClient.subject_type"] = ["public", "pairwise"],
        ["settings.oauthClient.request_object_signing_alg"] = Algorithms,
        ["settings.oauthClient.id_token_signed_response_alg"] = Algorithms,
        ["settings.oauthClient.userinfo_signed_response_alg"] = Algorithms,
        ["settings.oauthClient.authorization_signed_response_alg"] = Algorithms,
        ["settings.oauthClient.introspection_signed_response_alg"] = Algorithms,
        ["settings.oauthClient.groups_claim.type"] = ["FILTER", "EXPRESSION"],
        ["settings.oauthClient.groups_claim.filter_type"] = GroupFilter.Types,
        ["groupFilterType"] = GroupFilter.Types,
        ["settings.oauthClient.profile"] = [AppProfile.Default, AppProfile.Fapi2],

        // Authorization servers, their scopes, claims, policies and rules, and previews
        ["issuerMode"] = [.. ServerDraft.IssuerModes.Union(["DYNAMIC", "ORG_URL", "CUSTOM_URL"])],
        ["credentials.signing.rotationMode"] = ["AUTO", "MANUAL"],
        ["credentials.signing.alg"] = Algorithms,
        ["consent"] = ScopeDraft.Consents,
        ["metadataPublish"] = ["NO_CLIENTS", "ALL_CLIENTS"],
        ["claimType"] = [ClaimType.Identity, ClaimType.Resource],
        ["valueType"] = [ClaimValueType.Expression, ClaimValueType.Groups, "SYSTEM"],
        ["group_filter_type"] = GroupFilter.Types,
        ["conditions.clients.include[]"] = [PolicyDecision.AllClients],
        ["conditions.people.groups.include[]"] = [PolicyDecision.Everyone],
        ["conditions.grantTypes.include[]"] = AccessPolicyRuleDraft.AllGrantTypes,
        ["grantType"] = AccessPolicyRuleDraft.AllGrantTypes,
        ["use"] = ["sig"],

        // People and what belongs to them
        ["credentials.provider.type"] = ["OKTA"],
        ["credentials.password.hash.algorithm"] = ["PBKDF2", "BCRYPT", "SHA-512", "SHA-256", "SHA-1", "MD5"],
        ["credentials.password.hash.digestAlgorithm"] = ["SHA256_HMAC", "SHA512_HMAC"],
        ["credentials.password.hash.saltOrder"] = ["PREFIX", "POSTFIX"],
        ["credentials.emails[].status"] = ["VERIFIED", "UNVERIFIED"],
        ["credentials.emails[].type"] = ["PRIMARY", "SECONDARY"],
        ["factorType"] = FactorType.All,
        ["provider"] = ["OKTA", "GOOGLE", "FIDO"],
        ["scope"] = ["USER", "GROUP"],
        ["scopes[].type"] = OriginScope.All,
        ["key"] = AuthenticatorKeys.All,
        ["conditions.expression.type"] = [GroupRuleDraft.ExpressionType],

        // Zones and policies
        ["usage"] = ZoneUsage.All,
        ["gateways[].type"] = AddressRange.Types,
        ["proxies[].type"] = AddressRange.Types,
        ["conditions.network.connection"] = ["ANYWHERE", "ZONE"],
        ["conditions.authContext.authType"] = ["ANY"],
        ["conditions.authProvider.provider"] = ["OKTA"],
        ["conditions.identityProvider.provider"] = ["ANY", "OKTA"],
        ["conditions.riskScore.level"] = ["ANY", .. SignInRisk.All],
        ["conditions.app.include[].type"] = ["APP"],
        ["conditions.app.exclude[].type"] = ["APP"],
        ["conditions.platform.include[].type"] = ["ANY"],
        ["conditions.platform.include[].os.type"] = ["ANY"],
        ["actions.signon.access"] = Access,
        ["actions.signon.primaryFactor"] = ["PASSWORD_IDP", "PASSWORD_IDP_ANY_FACTOR"],
        ["actions.signon.factorPromptMode"] = PromptMode.All,
        ["actions.appSignOn.access"] = Access,
        ["actions.appSignOn.verificationMethod.type"] = ["ASSURANCE"],
        ["actions.appSignOn.verificationMethod.factorMode"] = ["1FA", "2FA"],
        [Constraint + "knowledge.methods[]"] = ["PASSWORD"],
        [Constraint + "possession.deviceBound"] = Demands,
        [Constraint + "possession.hardwareProtection"] = Demands,
        [Constraint + "possession.phishingResistant"] = Demands,
        [Constraint + "possession.userPresence"] = Demands,
        [Constraint + "possession.userVerification"] = Demands,
        ["actions.passwordChange.access"] = Access,
        ["actions.selfServicePasswordReset.access"] = Access,
        ["actions.selfServicePasswordReset.requirement.accessControl"] = ["LEGACY"],
        ["actions.selfServicePasswordReset.requirement.primary.methods[]"] = ["email"],
        ["actions.selfServiceUnlock.access"] = Access,
        ["actions.enroll.self"] = EnrollAction.All,
        ["actions.profileEnrollment.access"] = Access,
        ["actions.profileEnrollment.unknownUserAction"] = ["REGISTER", "DENY"],
        ["actions.profileEnrollment.progressiveProfilingAction"] = ["DISABLED"],
        ["settings.type"] = ["AUTHENTICATORS"],
        ["settings.authenticators[].key"] = AuthenticatorKeys.All,
        ["settings.authenticators[].enroll.self"] = EnrollSettings.All,
        ["settings.recovery.factors.okta_email.status"] = [Apps.ActiveStatus, Apps.InactiveStatus],
        ["settings.recovery.factors.okta_sms.status"] = [Apps.ActiveStatus, Apps.InactiveStatus],
        ["settings.recovery.factors.okta_call.status"] = [Apps.ActiveStatus, Apps.InactiveStatus],
        ["settings.recovery.factors.recovery_question.status"] = [Apps.ActiveStatus, Apps.InactiveStatus],

        // Authenticators
        ["settings.userVerification"] = PasskeyRules.Degrees, ["settings.userVerificationForVerify"] = PasskeyRules.Degrees,
        ["settings.residentKeyRequirement"] = PasskeyRules.Degrees, ["settings.attachment"] = PasskeyRules.Attachments,

        // Hooks
        ["channel.type"] = [HookChannel.Http, HookChannel.OAuthType],
        ["channel.config.method"] = ["POST"],
        ["channel.config.authScheme.type"] = ["HEADER"],
        ["channel.config.authType"] = HookClient.AuthTypes,
        ["events.type"] = [EventHookDraft.EventType],

        // Brands and their mails
        ["recipients"] = MailRecipients.Words,
        ["widgetCustomizations.widgetGeneration"] = ["G2", "G3"],
        ["contentSecurityPolicySetting.mode"] = ["enforced", "report_only"],
        ["signInPageTouchPointVariant"] = Backdrop.All,
        ["errorPageTouchPointVariant"] = Backdrop.All,
        ["emailTemplateTouchPointVariant"] = Brand.MailVariants,
        ["endUserDashboardTouchPointVariant"] = Brand.DashboardVariants,
        ["loadingPageTouchPointVariant"] = Brand.LoadingVariants,

        // What is always so
        ["defaultMode"] = ["DISABLE"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Where they stand, for whoever must try them all.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Places => ByPlace;

    /// <summary>The documented spelling in place of any other. What is none of the words is left for its reader to refuse.</summary>
    public static JsonObject Settle(JsonObject body)
    {
        Settle(body, "");
        return body;
    }

    private static void Settle(JsonObject parent, string place)
    {
        foreach (var (name, value) in parent.ToArray())
        {
            var here = place.Length == 0 ? name : $"{place}.{name}";
            switch (value)
            {
                case JsonObject inner:
                    Settle(inner, here);
                    break;
                case JsonArray list:
                    for (var i = 0; i < list.Count; i++)
                    {
                        if (list[i] is JsonObject item) Settle(item, here + "[]");
                        else if (Documented(list[i], here + "[]") is { } word) list[i] = word;
                    }
                    break;
                default:
                    if (Documented(value, here) is { } other) parent[name] = other;
                    break;
            }
        }
    }

    /// <summary>Null where it stands as it should, or is none of them.</summary>
    private static string? Documented(JsonNode? value, string place)
    {
        if (value is not JsonValue given || !ByPlace.TryGetValue(place, out var words) || !given.TryGetValue<string>(out var text) || words.Contains(text))
            return null;
        return words.FirstOrDefault(word => word.Equals(text, StringComparison.OrdinalIgnoreCase));
    }
}
