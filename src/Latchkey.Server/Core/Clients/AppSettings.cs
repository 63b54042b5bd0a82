using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Sealing;

namespace Latchkey.Server.Core.Clients;

/// <summary>Checked and completed settings: the document as it is stored, without the secret.</summary>
public sealed record AppSettings(string Label, string ApplicationType, Secret? Secret, JsonObject Document)
{
    /// <summary>Whether who says it may choose ES256 for the org: an administrator may.</summary>
    public bool MayChoose { get; init; } = true;

    /// <summary>Whether something is to be signed with ES256. FAPI 2.0 Security Profile §5.4.1 leaves nothing else.</summary>
    public bool WantsElliptic => Document["settings"]?["oauthClient"] is JsonObject client
        && (client.Text("profile") == AppProfile.Fapi2 || OAuthSettings.SignedAnswers.Any(name => client.Text(name) == SignatureAlgorithms.Elliptic));

    public bool ChoosesElliptic => MayChoose && WantsElliptic;

    public bool AsksForConsent => AppRow.AsksForConsent(Document);
    public IReadOnlySet<string> GrantTypes => AppRow.GrantTypesOf(Document);
}
