using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Tokens;

namespace Latchkey.Server.Faces.Console.Securing.Preview;

/// <summary>What would come of a token request, as a page says it.</summary>
public sealed record ShownPreview
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>By which policy and rule; null: it would be refused.</summary>
    public (string Policy, string Rule)? Allowed { get; init; }
    /// <summary>Why, in a sentence and in a word.</summary>
    public (string Detail, string Reason)? Refused { get; init; }
    /// <summary>Why a claim has no value.</summary>
    public string? Problem { get; init; }
    public string? AccessToken { get; init; }
    public string? IdToken { get; init; }

    internal static ShownPreview Of(PreviewedTokens tokens) => new()
    {
        Allowed = tokens.Allowed is { } allowed ? (allowed.Policy.Name, allowed.Rule.Name) : null,
        Refused = tokens.Refused is { } refused ? (refused.Detail, refused.Reason) : null,
        Problem = tokens.Problem?.Detail ?? tokens.Problem?.Message,
        AccessToken = Written(tokens.AccessToken), IdToken = Written(tokens.IdToken),
    };

    private static string? Written(JsonNode? token) => token?.ToJsonString(Indented);

    public override string ToString() => "(tokens that nobody gets)";
}
