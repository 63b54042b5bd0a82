using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Federation;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Securing.Providers;

/// <summary>What would make a provider such as the form shows it, as a call of the management API. Without a secret.</summary>
internal static class ProviderCalls
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Api(IdentityProvider provider, string orgUrl)
    {
        var credentials = new JsonObject
        {
            ["client"] = new JsonObject { ["client_id"] = provider.Upstream.ClientId, ["client_secret"] = "YOUR_CLIENT_SECRET" },
        };
        if (provider.Upstream.TeamId is { } team)
            credentials = new()
            {
                ["client"] = new JsonObject { ["client_id"] = provider.Upstream.ClientId },
                ["signing"] = new JsonObject { ["teamId"] = team, ["kid"] = provider.Upstream.KeyId, ["privateKey"] = "YOUR_PRIVATE_KEY" },
            };
        var body = new JsonObject
        {
            ["type"] = provider.Type,
            ["name"] = provider.Name,
            ["protocol"] = new JsonObject
            {
                ["type"] = "OIDC", ["issuer"] = new JsonObject { ["url"] = provider.Upstream.Issuer }, ["credentials"] = credentials,
                ["settings"] = new JsonObject { ["keepTokens"] = provider.Upstream.KeepsTokens },
            },
            ["policy"] = new JsonObject
            {
                ["accountLink"] = new JsonObject { ["action"] = IdentityProviderProposal.ActionOf(provider.Rules.Links) },
                ["provisioning"] = new JsonObject { ["action"] = IdentityProviderProposal.ActionOf(provider.Rules.Provisions) },
                ["trustClaims"] = provider.Rules.TrustsClaims,
            },
        };
        return $"""
            curl -X POST {orgUrl}/api/v1/idps \
              -H 'Authorization: SSWS YOUR_API_TOKEN' -H 'Content-Type: application/json' \
              -d {ShellText.Quoted(body.ToJsonString(Indented))}
            """;
    }
}
