using System.Collections;
using System.Reflection;
using Latchkey.Server.Ground.Languages;

namespace Latchkey.Server.Tests.Languages;

/// <summary>Every text of a language by the name of its place, whatever holds it there.</summary>
internal static class EveryText
{
    public static IReadOnlyDictionary<string, string> Of(Language language) =>
        Within("", language.Texts).Where(place => place.Held is string).ToDictionary(place => place.Name, place => (string)place.Held);

    public static IReadOnlyDictionary<string, Plural> PluralsOf(Language language) =>
        Within("", language.Texts).Where(place => place.Held is Plural).ToDictionary(place => place.Name, place => (Plural)place.Held);

    private static IEnumerable<(string Name, object Held)> Within(string name, object held) => held switch
    {
        string or Plural => [(name, held)],
        IDictionary several => several.Keys.Cast<string>().SelectMany(key => Within($"{name}[{key}]", several[key]!)),
        _ => held.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .SelectMany(property => Within($"{name}.{property.Name}", property.GetValue(held) ?? throw new InvalidOperationException($"{name}.{property.Name} is missing."))),
    };
}
