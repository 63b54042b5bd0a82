using System.Text.RegularExpressions;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Federation;

/// <summary>What an identity provider is to be, and satisfies the rules of one; whether the groups it names exist is asked when it is written.</summary>
internal sealed partial record IdentityProviderDraft
{
    private const int LongestName = 100;
    private const int LongestText = 1_024;
    private const int LongestSecret = 8_000;
    private const int MostScopes = 20;
    private const int MostNames = 100;
    private const int LongestSkew = 10 * 60 * 1000;
    private const string Auto = "AUTO", Disabled = "DISABLED", None = "NONE";
    internal const string SignedJwt = "private_key_jwt";
    private const string SecretField = "protocol.credentials.client.client_secret";
    private const string KeyField = "protocol.credentials.signing.privateKey";

    private IdentityProviderDraft(string name, string type, bool active, Upstream upstream, LinkingRules rules) =>
        (Name, Type, Active, Upstream, Rules) = (name, type, active, upstream, rules);

    public string Name { get; }
    public string Type { get; }
    public bool Active { get; }
    public Upstream Upstream { get; }
    public LinkingRules Rules { get; }

    /// <summary>A new one; null: none, or the one it has.</summary>
    public Secret? Secret { get; private init; }

    /// <summary>The secret it has goes on being its secret.</summary>
    public bool KeepsSecret { get; private init; }

    /// <summary>Every group it names.</summary>
    public IReadOnlyList<string> NamedGroups => [.. Rules.LinkGroups.Concat(Rules.AssignedGroups).Concat(Rules.GroupFilter).Distinct(StringComparer.Ordinal)];

    /// <param name="wanted">What it is to be.</param>
    /// <param name="existing">What it is now: its type stays. Null for a new one.</param>
    /// <param name="development">Whether plain http on this machine will do.</param>
    /// <exception cref="RuleException">It breaks one.</exception>
    public static IdentityProviderDraft Of(IdentityProviderProposal wanted, IdentityProvider? existing, bool development)
    {
        var type = ProviderType.Require(wanted.Type ?? existing?.Type);
        if (existing is not null && type != existing.Type) throw new RuleException("type", "cannot be changed: make another provider");
        TextRules.OneOf("protocol.type", wanted.Protocol, "OIDC", ["OIDC"]);
        var name = TextRules.Name(wanted.Name, LongestName);
        if (name.Any(char.IsControl)) throw new RuleException("name", "must not have control characters");
        var upstream = UpstreamOf(wanted, type, existing, development);
        var draft = new IdentityProviderDraft(name, type, wanted.Status is null ? existing?.Active ?? true : TextRules.IsActive(wanted.Status), upstream,
            RulesOf(wanted));
        return draft.WithSecret(wanted, existing);
    }

    private IdentityProviderDraft WithSecret(IdentityProviderProposal wanted, IdentityProvider? existing)
    {
        if (Upstream.Public || Upstream.SignsItself) return this;
        var field = Type == ProviderType.Apple ? KeyField : SecretField;
        if (wanted.Secret is { Value.Length: > 0 } given)
        {
            if (given.Value.Length > LongestSecret) throw new RuleException(field, $"must have at most {LongestSecret} characters");
            if (Type == ProviderType.Apple && !AppleSecrets.IsKey(given))
                throw new RuleException(field, "must be the private key of the .p8 file from Apple: an elliptic key on P-256, in PEM or its base64 text");
            return this with { Secret = given };
        }
        // It goes on where it went until now, and nowhere else: whoever may change an address does not learn what was sent to the old one.
        return existing?.SealedSecret is not null && GoesWhereItWent(existing.Upstream) ? this with { KeepsSecret = true }
            : throw new RuleException(field, existing?.SealedSecret is null ? "The field cannot be left blank"
                : "must be given anew where the issuer, an address or the client changes");
    }

    private bool GoesWhereItWent(Upstream before) => before.Issuer == Upstream.Issuer && before.TokenUrl == Upstream.TokenUrl
        && before.ClientId == Upstream.ClientId && before.TeamId == Upstream.TeamId && before.KeyId == Upstream.KeyId;

    private static Upstream UpstreamOf(IdentityProviderProposal wanted, string type, IdentityProvider? existing, bool development)
    {
        var apple = type == ProviderType.Apple;
        var method = wanted.AuthenticationMethod ?? (existing is { Upstream.SignsItself: true } && wanted.Secret is null ? SignedJwt : null);
        TextRules.OneOf("protocol.credentials.client.token_endpoint_auth_method", method, "client_secret_basic",
            ["client_secret_basic", "client_secret_post", SignedJwt, "none"]);
        if (apple && method == SignedJwt)
            throw new RuleException("protocol.credentials.client.token_endpoint_auth_method", "Apple takes a secret of its own kind");
        var without = wanted.Secret is not { Value.Length: > 0 } && (method == "none" || (method is null && wanted.PkceRequired == true));
        return new()
        {
            Issuer = Address("protocol.issuer.url", wanted.Issuer ?? ProviderType.IssuerOf(type), development)
                ?? throw new RuleException("protocol.issuer.url", "The field cannot be left blank"),
            IssuerMode = TextRules.OneOf("issuerMode", wanted.IssuerMode ?? existing?.Upstream.IssuerMode, "DYNAMIC", ["DYNAMIC", "ORG_URL", "CUSTOM_URL"]),
            AuthorizationUrl = Address("protocol.endpoints.authorization.url", wanted.AuthorizationUrl, development),
            TokenUrl = Address("protocol.endpoints.token.url", wanted.TokenUrl, development),
            JwksUrl = Address("protocol.endpoints.jwks.url", wanted.JwksUrl, development),
            UserInfoUrl = Address("protocol.endpoints.userInfo.url", wanted.UserInfoUrl, development),
            Scopes = ScopesOf(wanted.Scopes ?? ProviderType.ScopesOf(type)),
            ClientId = Required("protocol.credentials.client.client_id", wanted.ClientId),
            Public = !apple && without,
            SignsItself = method == SignedJwt,
            TeamId = apple ? Required("protocol.credentials.signing.teamId", wanted.TeamId) : null,
            KeyId = apple ? Required("protocol.credentials.signing.kid", wanted.KeyId) : null,
            KeepsTokens = wanted.KeepsTokens ?? false,
            ClockSkewMilliseconds = wanted.ClockSkew is not { } skew ? 120_000
                : skew is >= 0 and <= LongestSkew ? skew : throw new RuleException("policy.maxClockSkew", $"must be between 0 and {LongestSkew} milliseconds"),
        };
    }

    private static LinkingRules RulesOf(IdentityProviderProposal wanted)
    {
        var groups = TextRules.OneOf("policy.provisioning.groups.action", wanted.Groups, LinkingRules.NoGroups, LinkingRules.GroupActions);
        TextRules.OneOf("policy.provisioning.conditions.suspended.action", wanted.SuspendedAction, None, [None]);
        TextRules.OneOf("policy.provisioning.conditions.deprovisioned.action", wanted.DeprovisionedAction, None, [None]);
        if (wanted.Match == "CUSTOM_ATTRIBUTE")
            throw new RuleException("policy.subject.matchType", "accounts are found by a proven mail address alone: use USERNAME, EMAIL or USERNAME_OR_EMAIL");
        var fromClaim = groups is LinkingRules.Append or LinkingRules.Sync;
        return new()
        {
            Links = TextRules.OneOf("policy.accountLink.action", wanted.LinkAction, Auto, [Auto, Disabled]) == Auto,
            LinkGroups = Names("policy.accountLink.filter.groups.include", wanted.LinkGroups),
            LinkExcluded = Names("policy.accountLink.filter.users.exclude", wanted.LinkExcluded),
            LinksAdmins = wanted.ExcludesAdmins == false,
            Match = TextRules.OneOf("policy.subject.matchType", wanted.Match, LinkingRules.UserNameOrEmail, LinkingRules.Matches),
            LoginClaim = ClaimOf(wanted.LoginTemplate),
            LoginFilter = Filter(wanted.LoginFilter),
            Provisions = TextRules.OneOf("policy.provisioning.action", wanted.ProvisioningAction, Auto, [Auto, Disabled]) == Auto,
            Masters = wanted.Masters ?? false,
            Groups = groups,
            AssignedGroups = groups == LinkingRules.Assign ? Some("policy.provisioning.groups.assignments", wanted.AssignedGroups) : [],
            GroupFilter = fromClaim ? Some("policy.provisioning.groups.filter", wanted.GroupFilter) : [],
            GroupClaim = fromClaim ? Required("policy.provisioning.groups.sourceAttributeName", wanted.GroupClaim) : null,
            TrustsClaims = wanted.TrustsClaims ?? false,
        };
    }

    /// <summary>Nothing of Okta's expressions but one claim: <c>idpuser.email</c>.</summary>
    private static string ClaimOf(string? template)
    {
        if (template is null) return "email";
        return Template().Match(template.Trim()) is { Success: true } match ? match.Groups[1].Value
            : throw new RuleException("policy.subject.userNameTemplate.template", "must be one claim of the provider's, as idpuser.email");
    }

    private static string? Filter(string? given)
    {
        const string field = "policy.subject.filter";
        if (string.IsNullOrEmpty(given)) return null;
        if (given.Length > LongestText) throw new RuleException(field, $"must have at most {LongestText} characters");
        try
        {
            _ = LoginPatterns.Of(given);
            return given;
        }
        catch (Exception broken) when (broken is ArgumentException or NotSupportedException)
        {
            throw new RuleException(field, "must be a regular expression without look-around or references to groups");
        }
    }

    private static IReadOnlyList<string> ScopesOf(IReadOnlyList<string> given)
    {
        const string field = "protocol.scopes";
        var scopes = given.Distinct(StringComparer.Ordinal).ToArray();
        if (scopes.Length > MostScopes) throw new RuleException(field, $"at most {MostScopes}");
        if (!scopes.All(scope => Scope().IsMatch(scope))) throw new RuleException(field, "must be names of scopes: RFC 6749 §3.3");
        return scopes.Contains("openid") ? scopes : throw new RuleException(field, "must include openid: without it nobody says who the person is");
    }

    private static string? Address(string field, string? given, bool development) => string.IsNullOrWhiteSpace(given) ? null
        : given.Length > LongestText ? throw new RuleException(field, $"must have at most {LongestText} characters")
        : RegisteredUris.AddressProblem(given, development) is { } problem ? throw new RuleException(field, problem) : given;

    private static string Required(string field, string? given) => given?.Trim() is not { Length: > 0 } text
        ? throw new RuleException(field, "The field cannot be left blank")
        : text.Length <= LongestText && text.All(c => c is > ' ' and <= '~') ? text
        : throw new RuleException(field, $"must have at most {LongestText} printable ASCII characters and no blanks");

    private static IReadOnlyList<string> Names(string field, IReadOnlyList<string>? given) => (given ?? []).Distinct(StringComparer.Ordinal).ToArray() switch
    {
        { Length: > MostNames } => throw new RuleException(field, $"at most {MostNames}"),
        var names when names.All(Ids.IsOne) => names,
        _ => throw new RuleException(field, "must be a list of ids"),
    };

    private static IReadOnlyList<string> Some(string field, IReadOnlyList<string>? given) => Names(field, given) is { Count: > 0 } names ? names
        : throw new RuleException(field, "must name at least one group");

    [GeneratedRegex(@"^(?:\$\{)?idpuser\.([A-Za-z0-9_]{1,64})\}?\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Template();

    /// <summary>RFC 6749 §3.3.</summary>
    [GeneratedRegex(@"^[!#-\[\]-~]{1,200}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Scope();

    public override string ToString() => "(an identity provider about to be)";
}
