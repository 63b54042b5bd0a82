using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Rulebook;

/// <summary>Members of a body that this server takes in one way only: whatever else would look like a setting that works.</summary>
internal static class Wanted
{
    /// <summary>A word that is left out, or that one of these.</summary>
    /// <exception cref="RuleException">It is another, which nothing here would do.</exception>
    public static void Only(JsonObject? parent, string path, string name, params IReadOnlyList<string> words)
    {
        if (parent?.Text(name) is { } said && !words.Contains(said))
            throw new RuleException($"{path}{name}", $"must be {string.Join(" or ", words)}: {said} would have no effect here");
    }

    /// <exception cref="RuleException">It is the other.</exception>
    public static void Only(JsonObject? parent, string path, string name, bool flag)
    {
        if (parent?.Flag(name) is { } said && said != flag)
            throw new RuleException($"{path}{name}", $"must be {(flag ? "true" : "false")}: nothing else would have an effect here");
    }

    /// <exception cref="RuleException">It is another number.</exception>
    public static void Only(JsonObject? parent, string path, string name, int number)
    {
        if (parent?.Number(name) is { } said && said != number)
            throw new RuleException($"{path}{name}", $"must be {number}: nothing else would have an effect here");
    }

    /// <summary>What is misspelt would be judged as if it had not been said, and lets in whom it was to keep out.</summary>
    /// <exception cref="RuleException">It says something by another name.</exception>
    public static void Known(JsonObject? parent, string path, params IReadOnlyList<string> names)
    {
        if (parent?.FirstOrDefault(member => member.Value is not null && !names.Contains(member.Key)) is { Key: { } unknown })
            throw new RuleException($"{path}{unknown}", $"is not known here: there is {string.Join(", ", names)}");
    }

    /// <summary>Absent, null, or empty.</summary>
    /// <exception cref="RuleException">It says something.</exception>
    public static void Nothing(JsonObject? parent, string path, string name)
    {
        if (parent?[name] is not (null or JsonArray { Count: 0 } or JsonObject { Count: 0 }))
            throw new RuleException($"{path}{name}", "must be left out: it would have no effect here");
    }
}
