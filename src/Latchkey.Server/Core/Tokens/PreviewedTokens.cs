using System.Text.Json.Nodes;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Tokens;

/// <summary>What would come of a token request.</summary>
internal sealed record PreviewedTokens
{
    /// <summary>By which policy and rule; null: it is refused.</summary>
    public PolicyOutcome.Allowed? Allowed { get; init; }
    public PolicyOutcome.Refused? Refused { get; init; }
    public JsonNode? AccessToken { get; init; }
    /// <summary>Null where none is asked for.</summary>
    public JsonNode? IdToken { get; init; }
    /// <summary>Why a claim has no value.</summary>
    public OAuthException? Problem { get; init; }

    public override string ToString() => Refused?.Reason ?? "(tokens that nobody gets)";
}
