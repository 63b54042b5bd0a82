using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Schemas;

/// <summary>The attributes of a kind of profile in one org, ready to be asked. Contract §3.2, schemas.</summary>
internal sealed class ProfileSchema
{
    public const string Blank = "The field cannot be left blank";

    /// <summary>What every org's people have: for forms in which people write of themselves.</summary>
    public static readonly ProfileSchema OfEveryOrg = new(SchemaOwner.Users, [], null, null);

    private readonly FrozenDictionary<string, JsonObject> changed;

    public ProfileSchema(string owner, IEnumerable<SchemaProperty> properties, DateTimeOffset? created, DateTimeOffset? updated)
    {
        (Owner, CreatedAt, UpdatedAt) = (owner, created, updated);
        Base = SchemaOwner.Base(owner);
        var all = properties.ToArray();
        changed = all.Where(property => Base.ContainsKey(property.Name)).ToFrozenDictionary(property => property.Name, property => property.Document);
        Custom = all.Where(property => !Base.ContainsKey(property.Name)).ToFrozenDictionary(property => property.Name, StringComparer.Ordinal);
        RequiredBase = [.. Base.Where(one => changed.GetValueOrDefault(one.Key)?["required"]?.GetValue<bool>() ?? one.Value.Required).Select(one => one.Key)];
        Hidden = all.Where(property => property.Hidden).Select(property => property.Name).ToFrozenSet(StringComparer.Ordinal);
    }

    public string Owner { get; }
    public FrozenDictionary<string, BaseAttribute> Base { get; }
    public FrozenDictionary<string, SchemaProperty> Custom { get; }
    /// <summary>Those of <see cref="Base"/> that no profile is without.</summary>
    public IReadOnlyList<string> RequiredBase { get; }
    /// <summary>What people do not see of themselves.</summary>
    public FrozenSet<string> Hidden { get; }
    public DateTimeOffset? CreatedAt { get; }
    public DateTimeOffset? UpdatedAt { get; }

    public bool Knows(string name) => Base.ContainsKey(name) || Custom.ContainsKey(name);

    /// <summary>What an administrator changed of an attribute that every org has.</summary>
    public JsonObject? ChangedOf(string name) => changed.GetValueOrDefault(name);

    /// <summary>Its attributes that nobody else may have the same in.</summary>
    public IEnumerable<SchemaProperty> Unique => Custom.Values.Where(property => property.Unique);

    /// <summary>What the people of an app have beside the name; of what the schema does not say, anything may stand there.</summary>
    /// <exception cref="RuleException">It names every one that is wrong.</exception>
    public JsonObject Extra(JsonObject? given)
    {
        var (extra, broken) = (new JsonObject(), new List<BrokenRule>());
        foreach (var (name, value) in given ?? [])
        {
            if (value is null || Base.ContainsKey(name)) continue;
            if (Custom.TryGetValue(name, out var property) && property.Problem(value) is { } problem) broken.Add(new(name, problem));
            else extra[name] = value.DeepClone();
        }
        broken.AddRange(Custom.Values.Where(one => one.Required && extra[one.Name] is null && broken.All(rule => rule.Field != one.Name))
            .Select(one => new BrokenRule(one.Name, Blank)));
        return broken.Count == 0 ? extra : throw RuleException.Of(broken);
    }
}
