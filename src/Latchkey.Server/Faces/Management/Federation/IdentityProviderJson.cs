using System.Text.Json.Nodes;
using Latchkey.Server.Core.Federation;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Sealing;

namespace Latchkey.Server.Faces.Management.Federation;

/// <summary>Identity providers and who comes from them, as the management API takes and answers them. Contract §3.12.</summary>
internal static class IdentityProviderJson
{
    private const string Auto = "AUTO", Disabled = "DISABLED", None = "NONE";

    public static JsonObject Of(IdentityProvider provider, Org org) => new()
    {
        ["id"] = provider.Id,
        ["type"] = provider.Type,
        ["issuerMode"] = provider.Upstream.IssuerMode,
        ["name"] = provider.Name,
        ["status"] = IdentityProviders.StatusOf(provider.Active),
        ["created"] = ApiJson.Date(provider.CreatedAt),
        ["lastUpdated"] = ApiJson.Date(provider.UpdatedAt),
        ["protocol"] = Protocol(provider),
        ["policy"] = Policy(provider),
        ["_links"] = Links(provider, org),
    };

    /// <summary>What a request says of one. Secrets are taken and never answered.</summary>
    public static IdentityProviderProposal Read(JsonObject body)
    {
        var (protocol, policy) = (body.Object("protocol"), body.Object("policy"));
        var (endpoints, credentials) = (protocol?.Object("endpoints"), protocol?.Object("credentials"));
        var (client, signing) = (credentials?.Object("client"), credentials?.Object("signing"));
        var (link, provisioning, subject) = (policy?.Object("accountLink"), policy?.Object("provisioning"), policy?.Object("subject"));
        var (filter, groups, conditions) = (link?.Object("filter"), provisioning?.Object("groups"), provisioning?.Object("conditions"));
        return new()
        {
            Name = body.Text("name"), Type = body.Text("type"), Status = body.Text("status"), Protocol = protocol?.Text("type"),
            IssuerMode = body.Text("issuerMode"),
            Issuer = protocol?.Object("issuer")?.Text("url") ?? protocol?.Text("oktaIdpOrgUrl"),
            AuthorizationUrl = Url(endpoints, "authorization"), TokenUrl = Url(endpoints, "token"), JwksUrl = Url(endpoints, "jwks"),
            UserInfoUrl = Url(endpoints, "userInfo"), Scopes = protocol?.Texts("scopes"), ClientId = client?.Text("client_id"),
            Secret = (client?.Text("client_secret") ?? signing?.Text("privateKey")) is { } secret ? new Secret(secret) : null,
            PkceRequired = client?.Flag("pkce_required"), AuthenticationMethod = client?.Text("token_endpoint_auth_method"),
            TeamId = signing?.Text("teamId"), KeyId = signing?.Text("kid"), KeepsTokens = protocol?.Object("settings")?.Flag("keepTokens"),
            ClockSkew = policy?.Number("maxClockSkew"), TrustsClaims = policy?.Flag("trustClaims"),
            LinkAction = link?.Text("action"), LinkGroups = filter?.Object("groups")?.Texts("include"),
            LinkExcluded = filter?.Object("users")?.Texts("exclude"), ExcludesAdmins = filter?.Object("users")?.Flag("excludeAdmins"),
            Match = subject?.Text("matchType"), LoginTemplate = subject?.Object("userNameTemplate")?.Text("template"), LoginFilter = subject?.Text("filter"),
            ProvisioningAction = provisioning?.Text("action"), Masters = provisioning?.Flag("profileMaster"),
            SuspendedAction = conditions?.Object("suspended")?.Text("action"), DeprovisionedAction = conditions?.Object("deprovisioned")?.Text("action"),
            Groups = groups?.Text("action"), AssignedGroups = groups?.Texts("assignments"), GroupFilter = groups?.Texts("filter"),
            GroupClaim = groups?.Text("sourceAttributeName"),
        };
    }

    private static string? Url(JsonObject? endpoints, string name) => endpoints?.Object(name)?.Text("url");

    /// <summary>Somebody here, as who they are there.</summary>
    public static JsonObject Of(LinkedIdentity linked, Org org) => new()
    {
        ["id"] = linked.UserId,
        ["externalId"] = linked.ExternalId,
        ["created"] = ApiJson.Date(linked.CreatedAt),
        ["lastUpdated"] = ApiJson.Date(linked.UpdatedAt),
        ["profile"] = JsonNode.Parse(linked.Profile),
        ["_links"] = new JsonObject
        {
            ["self"] = Hal.To(org, $"idps/{linked.IdpId}/users/{linked.UserId}"),
            ["idp"] = Hal.To(org, $"idps/{linked.IdpId}"),
            ["user"] = Hal.To(org, $"users/{linked.UserId}"),
        },
    };

    /// <summary>What the provider handed out for its own APIs.</summary>
    public static IEnumerable<JsonNode> Of(LinkedIdentity linked, UpstreamTokens.Kept kept)
    {
        foreach (var (token, kind) in new[] { (kept.Access, "access"), (kept.Refresh, "refresh") })
        {
            if (token is null) continue;
            var json = new JsonObject
            {
                ["id"] = $"{linked.Id}.{kind}",
                ["token"] = token,
                ["tokenType"] = $"urn:ietf:params:oauth:token-type:{kind}_token",
                ["tokenAuthScheme"] = "Bearer",
                ["scopes"] = ApiJson.List((kept.Scopes ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)),
            };
            if (kind == "access" && kept.ExpiresAt is { } ends) json["expiresAt"] = ApiJson.Date(ends);
            yield return json;
        }
    }

    private static JsonObject Protocol(IdentityProvider provider)
    {
        var upstream = provider.Upstream;
        var endpoints = new JsonObject();
        void Add(string name, string binding, string? url)
        {
            if (url is not null) endpoints[name] = new JsonObject { ["url"] = url, ["binding"] = binding };
        }
        Add("authorization", "HTTP-REDIRECT", upstream.AuthorizationUrl);
        Add("token", "HTTP-POST", upstream.TokenUrl);
        Add("userInfo", "HTTP-REDIRECT", upstream.UserInfoUrl);
        Add("jwks", "HTTP-REDIRECT", upstream.JwksUrl);
        var credentials = new JsonObject { ["client"] = new JsonObject { ["client_id"] = upstream.ClientId, ["pkce_required"] = upstream.Public } };
        if (upstream.SignsItself) credentials["client"]!["token_endpoint_auth_method"] = IdentityProviderDraft.SignedJwt;
        if (upstream.TeamId is { } team) credentials["signing"] = new JsonObject { ["teamId"] = team, ["kid"] = upstream.KeyId };
        var protocol = new JsonObject
        {
            ["type"] = "OIDC",
            ["endpoints"] = endpoints,
            ["scopes"] = ApiJson.List(upstream.Scopes),
            ["issuer"] = new JsonObject { ["url"] = upstream.Issuer },
            ["credentials"] = credentials,
            ["settings"] = new JsonObject { ["participateSlo"] = false, ["sendApplicationContext"] = false, ["keepTokens"] = upstream.KeepsTokens },
        };
        if (provider.Type == ProviderType.Org) protocol["oktaIdpOrgUrl"] = upstream.Issuer;
        return protocol;
    }

    private static JsonObject Policy(IdentityProvider provider)
    {
        var rules = provider.Rules;
        var groups = new JsonObject { ["action"] = rules.Groups };
        if (rules.Groups == LinkingRules.Assign) groups["assignments"] = ApiJson.List(rules.AssignedGroups);
        if (rules.GroupClaim is { } claim)
        {
            groups["sourceAttributeName"] = claim;
            groups["filter"] = ApiJson.List(rules.GroupFilter);
        }
        var subject = new JsonObject
        {
            ["userNameTemplate"] = new JsonObject { ["template"] = $"idpuser.{rules.LoginClaim}" },
            ["matchType"] = rules.Match,
        };
        if (rules.LoginFilter is { } pattern) subject["filter"] = pattern;
        return new()
        {
            ["provisioning"] = new JsonObject
            {
                ["action"] = rules.Provisions ? Auto : Disabled,
                ["profileMaster"] = rules.Masters,
                ["groups"] = groups,
                ["conditions"] = new JsonObject
                {
                    ["deprovisioned"] = new JsonObject { ["action"] = None }, ["suspended"] = new JsonObject { ["action"] = None },
                },
            },
            ["accountLink"] = new JsonObject
            {
                ["action"] = rules.Links ? Auto : Disabled,
                ["filter"] = Filter(rules),
            },
            ["subject"] = subject,
            ["maxClockSkew"] = provider.Upstream.ClockSkewMilliseconds,
            ["trustClaims"] = rules.TrustsClaims,
        };
    }

    private static JsonObject Filter(LinkingRules rules)
    {
        var filter = new JsonObject
        {
            ["users"] = new JsonObject { ["exclude"] = ApiJson.List(rules.LinkExcluded), ["excludeAdmins"] = !rules.LinksAdmins },
        };
        if (rules.LinkGroups.Count > 0) filter["groups"] = new JsonObject { ["include"] = ApiJson.List(rules.LinkGroups) };
        return filter;
    }

    private static JsonObject Links(IdentityProvider provider, Org org)
    {
        var (self, step) = ($"idps/{provider.Id}", provider.Active ? "deactivate" : "activate");
        return new()
        {
            ["self"] = Hal.To(org, self),
            ["users"] = Hal.To(org, $"{self}/users"),
            [step] = Hal.To(org, $"{self}/lifecycle/{step}", "POST"),
            ["clientRedirectUri"] = new JsonObject { ["href"] = org.Url + UpstreamClient.Callback },
            ["authorize"] = new JsonObject
            {
                ["href"] = $"{org.Url}/oauth2/v1/authorize?idp={provider.Id}&client_id={{clientId}}&response_type={{responseType}}"
                    + "&response_mode={responseMode}&scope={scopes}&redirect_uri={redirectUri}&state={state}&nonce={nonce}",
                ["templated"] = true,
            },
        };
    }
}
