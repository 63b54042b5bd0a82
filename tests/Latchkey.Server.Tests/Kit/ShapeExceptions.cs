using System.Text.RegularExpressions;

namespace Latchkey.Server.Tests.Kit;

/// <summary>Where answers are made otherwise than Okta publishes, and why. It is to stay short.</summary>
internal static partial class ShapeExceptions
{
    private static readonly (Regex What, string Reason)[] All =
    [
        (NullsOfApps(), "apps say null for an address or a note that they have not, as Okta's do (contract §3.1); the document knows no null"),
        (NullsOfLog(), "events say null for what they are not about, as Okta's do (contract §3.6)"),
        (NullsOfPolicies(), "what every org has asks nothing, and says null for its conditions; so do rules of an enrolment for what they leave out, as Okta's do"),
        (NullsOfSessions(), "a session without a second factor says null for when it was, as Okta's does"),
        (Unique(), "Okta says UNIQUE_VALIDATED of an attribute that is unique; its document says boolean"),
        (Constraints(), "what a rule asks for is answered in the words it was said with; Okta's own are small letters here"),
        (Here(), "signing in here is the provider OKTA of a routing rule, as at Okta; the document knows types of others alone"),
        (Embedded(), "rules are embedded as a list, as at Okta; the document says an object"),
        (Claims(), "what a provider says of somebody are words; the document says objects"),
        (AssetLinks(), "assetlinks.json is a list (Google's format); the document says an object"),
        (Token(), "the token of a log stream is a secret, and never answered"),
        (Verification(), "FAILED_TO_VERIFY is what Okta's clients know (clients/servers.md); the document leaves it out"),
        (Enrollments(), "enrolments are a list, as Okta's SDKs read them; the document says an object"),
        (Patch(), "a group of models is also changed by PATCH, and its link says so; the document's list of methods leaves it out"),
        (Collectors(), "collectors are wherever an org has them; the document's are Splunk's, whose names are longer"),
        (FactorTypes(), "a test of attacks puts a factor of a type of its own making into the database"),
        (Combined(), "several response types at once are OpenID's (OAuth 2.0 Multiple Response Types §5); the document knows single ones"),
        (Uris(), "post_logout_redirect_uris is a list (OpenID Connect RP-Initiated Logout §3.1); the document says a string"),
    ];

    /// <summary>The reason for which it is one; null: it is none.</summary>
    public static string? Excuses(string operation, string problem) => Array.Find(All, one => one.What.IsMatch($"{operation} {problem}")).Reason;

    private const string Null = @": Value (is ""null""|should match one of the values)";

    [GeneratedRegex(@"(clients (/\[\])?/(client|logo)_uri|(apps|mappings|policies/\{policyId\}/app|apps/\{appId\}) (/\[\])?/settings/(oauthClient/(\w+_uri|jwks|request_object_signing_alg)|notes/\w+|notifications/vpn/\w+))" + Null, RegexOptions.None, 60_000)]
    private static partial Regex NullsOfApps();

    [GeneratedRegex(@"^GET /api/v1/logs /\[\]/(legacyEventType|transaction/id|outcome/reason|actor/\w+|target/\[\]/\w+|client/\w+|request/ipChain/\[\]/\w+|authenticationContext/\w+)" + Null, RegexOptions.None, 60_000)]
    private static partial Regex NullsOfLog();

    [GeneratedRegex(@"/api/v1/policies.* (/\[\])?(/_embedded/rules/\[\])?/(conditions|actions/profileEnrollment/(uiSchemaId|targetGroupIds|preRegistrationInlineHooks)): Value is ""null""", RegexOptions.None, 60_000)]
    private static partial Regex NullsOfPolicies();

    [GeneratedRegex(@"/api/v1/sessions.* /lastFactorVerification: Value is ""null""", RegexOptions.None, 60_000)]
    private static partial Regex NullsOfSessions();

    [GeneratedRegex(@"/api/v1/meta/schemas/.* /definitions/custom/properties/\w+/unique: Value is ""string""", RegexOptions.None, 60_000)]
    private static partial Regex Unique();

    [GeneratedRegex(@"/constraints/\[\]/knowledge/types/\[\]: Value should match", RegexOptions.None, 60_000)]
    private static partial Regex Constraints();

    [GeneratedRegex(@"/actions/idp/providers/\[\]/type: Value should match", RegexOptions.None, 60_000)]
    private static partial Regex Here();

    [GeneratedRegex(@"/api/v1/policies.* /(\[\]/)?_embedded/rules: Value is ""array""", RegexOptions.None, 60_000)]
    private static partial Regex Embedded();

    [GeneratedRegex(@"/api/v1/idps/\{idpId\}/users.* /(\[\]/)?profile/\w+: Value is ""(string|boolean|number|integer|array)""", RegexOptions.None, 60_000)]
    private static partial Regex Claims();

    [GeneratedRegex(@"/well-known-uris/.* /representation: Value is ""array""", RegexOptions.None, 60_000)]
    private static partial Regex AssetLinks();

    [GeneratedRegex(@"/api/v1/logStreams.* /(\[\]/)?settings: Required properties \[""token""\]", RegexOptions.None, 60_000)]
    private static partial Regex Token();

    [GeneratedRegex(@"/domains/\{domainId\}/verify /validationStatus: Value should match", RegexOptions.None, 60_000)]
    private static partial Regex Verification();

    [GeneratedRegex(@"^GET /api/v1/users/\{userId\}/authenticator-enrollments : Value is ""array""", RegexOptions.None, 60_000)]
    private static partial Regex Enrollments();

    [GeneratedRegex(@"/aaguids.* /(\[\]/)?_links/self/hints/allow/\[\]: Value should match", RegexOptions.None, 60_000)]
    private static partial Regex Patch();

    [GeneratedRegex(@"/api/v1/logStreams.* /(\[\]/)?settings/host: Value should be at least", RegexOptions.None, 60_000)]
    private static partial Regex Collectors();

    [GeneratedRegex(@"/factors.* /(\[\]/)?factorType: Value should match", RegexOptions.None, 60_000)]
    private static partial Regex FactorTypes();

    [GeneratedRegex(@"/response_types/\[\]: Value should match", RegexOptions.None, 60_000)]
    private static partial Regex Combined();

    [GeneratedRegex(@"/oauth2/v1/clients.* /(\[\]/)?post_logout_redirect_uris: Value is ""array""", RegexOptions.None, 60_000)]
    private static partial Regex Uris();
}
