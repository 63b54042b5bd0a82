using System.Text.Json.Nodes;
using Latchkey.Server.Core.Schemas;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Membership;

/// <summary>What a group is to be, and satisfies the rules of one. Contract §3.3.</summary>
internal sealed record GroupDraft
{
    private const int LongestName = 255;
    private const int LongestDescription = 1024;
    private const int Largest = 65_536;

    private GroupDraft(string name, string? description, JsonObject? attributes) => (Name, Description, Attributes) = (name, description, attributes);

    public string Name { get; }
    public string? Description { get; }
    /// <summary>All of those that an administrator added; null: they stay as they are.</summary>
    public JsonObject? Attributes { get; }

    /// <exception cref="RuleException">It breaks one.</exception>
    public static GroupDraft Of(string? name, string? description) => Of(name, description, null);

    /// <summary>A whole profile: what is not given is gone, and what the schema does not know is not kept.</summary>
    /// <exception cref="RuleException">It breaks one.</exception>
    public static GroupDraft Of(JsonObject profile, ProfileSchema schema)
    {
        var attributes = new JsonObject(schema.Extra(profile).Where(one => schema.Custom.ContainsKey(one.Key))
            .Select(one => KeyValuePair.Create(one.Key, one.Value?.DeepClone())));
        if (attributes.ToJsonString().Length > Largest) throw new RuleException("profile", $"must have at most {Largest} characters altogether");
        return Of(profile.Text("name"), profile.Text("description"), attributes);
    }

    private static GroupDraft Of(string? name, string? description, JsonObject? attributes)
    {
        var called = name?.Trim() ?? "";
        if (Characters.Of(called) is 0 or > LongestName) throw new RuleException("name", $"must have between 1 and {LongestName} characters");
        if (description is not null && Characters.Of(description) > LongestDescription)
            throw new RuleException("description", $"must have at most {LongestDescription} characters");
        return new(called, description, attributes);
    }
}
