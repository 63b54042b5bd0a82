using System.Text.Json.Nodes;

namespace Latchkey.Native;

/// <summary>Something that can be done now: its name, and what it asks for. See <see cref="IdxRemediations"/> for names.</summary>
public sealed class IdxRemediation
{
    internal IdxRemediation(string name, string address, IReadOnlyList<IdxField> fields)
    {
        (Name, Address, Fields) = (name, address, fields);
        foreach (var field in fields)
            foreach (var option in field.Options) (option.Remediation, option.Field) = (this, field.Name);
    }

    /// <summary>What it is known by.</summary>
    public string Name { get; }

    /// <summary>What it asks for, fixed values included.</summary>
    public IReadOnlyList<IdxField> Fields { get; }

    /// <summary>The authenticator it is about, where it is about one.</summary>
    public IdxAuthenticator? Authenticator { get; internal init; }

    /// <summary>The provider to send the browser to, of a <c>redirect-idp</c>; null otherwise.</summary>
    public Uri? Redirect { get; internal init; }

    /// <summary>What can be chosen in it, whatever the field is called.</summary>
    public IReadOnlyList<IdxOption> Options => [.. Fields.SelectMany(one => one.Options)];

    internal string Address { get; }

    internal TimeSpan? Refresh { get; init; }

    /// <exception cref="ArgumentException">There is no such field, or it is fixed.</exception>
    internal void Require(IReadOnlyDictionary<string, string>? values)
    {
        foreach (var name in values?.Keys ?? [])
            if (!Fields.Any(field => field.Name == name && field.IsMutable))
                throw new ArgumentException(
                    $"'{Name}' asks for no '{name}'; it asks for {string.Join(", ", Fields.Where(field => field.IsMutable).Select(field => field.Name))}.");
    }

    internal JsonObject Body(IReadOnlyDictionary<string, string>? values, IdxOption? chosen)
    {
        var body = new JsonObject();
        foreach (var field in Fields)
        {
            JsonNode? value = null;
            if (chosen is not null && chosen.Field == field.Name) value = chosen.Value;
            else if (field.IsMutable && values is not null && values.TryGetValue(field.Name, out var given))
                value = field.Type == "boolean" && bool.TryParse(given, out var flag) ? JsonValue.Create(flag) : JsonValue.Create(given);
            else if (field.Fixed is { } known) value = known.DeepClone();
            if (value is null) continue;

            var parent = body;
            var path = field.Name.Split('.');
            foreach (var part in path[..^1])
            {
                if (parent[part] is not JsonObject inner) parent[part] = inner = [];
                parent = inner;
            }
            parent[path[^1]] = value;
        }
        return body;
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
