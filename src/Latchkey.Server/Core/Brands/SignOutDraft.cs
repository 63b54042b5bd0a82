using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Brands;

/// <summary>Where people are left who signed out and came from no app. Contract §3.8.</summary>
internal sealed record SignOutDraft
{
    public const string Ours = "OKTA_DEFAULT", Elsewhere = "EXTERNALLY_HOSTED";

    public static readonly IReadOnlyList<string> Types = [Ours, Elsewhere];

    private SignOutDraft(JsonObject document) => Document = document;

    public JsonObject Document { get; }

    /// <exception cref="RuleException">There is no such place.</exception>
    public static SignOutDraft Of(string? type, string? url, bool development)
    {
        if (type is null) throw new RuleException("type", "The field cannot be left blank");
        if (TextRules.OneOf("type", type, Ours, Types) == Ours) return new(new JsonObject { ["type"] = Ours });
        if (string.IsNullOrEmpty(url)) throw new RuleException("url", "The field cannot be left blank");
        return RegisteredUris.AddressProblem(url, development) is { } problem ? throw new RuleException("url", problem)
            : new(new JsonObject { ["type"] = Elsewhere, ["url"] = url });
    }
}
