using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server.ManagementApi;
using Latchkey.Server.Storage;
using Latchkey.Server.Web;

namespace Latchkey.Server.Apps;

/// <summary>Checked and completed settings: the document as it is stored, without the secret.</summary>
public sealed record AppSettings(string Label, string ApplicationType, Secret? Secret, JsonObject Document)
{
    /// <summary>Whether who says it may choose ES256 for the org: an administrator may.</summary>
    public bool MayChoose { get; init; } = true;

    /// <summary>Whether something is to be signed with ES256. FAPI 2.0 Security Profile §5.4.1 leaves nothing else.</summary>
    public bool WantsElliptic => Document["settings"]?["oauthClient"] is JsonObject client
        && (client.Text("profile") == AppProfile.Fapi2 || OAuthSettings.SignedAnswers.Any(name => client.Text(name) == Keys.SigningAlgorithms.Elliptic));

    public bool ChoosesElliptic => MayChoose && WantsElliptic;

    public bool AsksForConsent => AppRow.AsksForConsent(Document);
    public IReadOnlySet<string> GrantTypes => AppRow.GrantTypesOf(Document);
}
