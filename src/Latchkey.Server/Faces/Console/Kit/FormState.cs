using Latchkey.Server.Core.Schemas;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Kit;

/// <summary>A form as it is shown: what its fields hold, what is wrong with each, and what somebody else has made of it meanwhile.</summary>
public sealed record FormState
{
    /// <summary>Every form that changes something carries what that was when it was read.</summary>
    public const string VersionField = "version";

    /// <summary>Of a form: which part of a page it is.</summary>
    public const string SectionField = "edit";

    private static readonly string[] Hidden = [VersionField, SectionField, ConsoleCaller.FormField];

    private readonly Dictionary<string, string> values;

    private FormState(Dictionary<string, string> values) => this.values = values;

    /// <summary>Field by field, in the words of the rule that it breaks. What concerns no field of the form stands under its own name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Problems { get; private init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>What is stored by now, where somebody else changed it since the form was read and it is not what was typed.</summary>
    public IReadOnlyDictionary<string, string> Theirs { get; private init; } = new Dictionary<string, string>();

    /// <summary>Somebody else was quicker.</summary>
    public bool Overtaken { get; private init; }

    /// <summary>The ids behind names that stand in it: calls want those.</summary>
    public IReadOnlyDictionary<string, string> Known { get; private init; } = new Dictionary<string, string>();

    public static FormState Empty { get; } = new(new Dictionary<string, string>());

    /// <summary>As it is stored. A ticked box is "on".</summary>
    public static FormState Of(IEnumerable<KeyValuePair<string, string?>> stored) =>
        new(stored.Where(one => one.Value is not null).ToDictionary(one => one.Key, one => one.Value!, StringComparer.Ordinal));

    /// <summary>As it was sent.</summary>
    public static FormState Of(Parameters sent) => new(new Dictionary<string, string>(sent.All, StringComparer.Ordinal));

    /// <summary>What stands in it, field by field.</summary>
    public IReadOnlyDictionary<string, string> Values => values;

    /// <summary>Empty where there is nothing.</summary>
    public string this[string field] => values.GetValueOrDefault(field, "");

    /// <summary>Null where there is nothing.</summary>
    public string? Text(string field) => values.GetValueOrDefault(field)?.Trim() is { Length: > 0 } text ? text : null;

    public bool Ticked(string field) => values.ContainsKey(field);

    /// <summary>One a line.</summary>
    public IReadOnlyList<string> Lines(string field) =>
        this[field].Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The fields whose names begin so, without that: the boxes of a group that are ticked.</summary>
    public IReadOnlyList<string> Under(string prefix) =>
        [.. values.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Select(name => name[prefix.Length..])];

    /// <summary>To be shown and sent back, with the version of what it holds.</summary>
    public FormState Versioned() => Set(VersionField, Version);

    /// <summary>Of what the fields hold: another one as soon as one of them holds something else.</summary>
    public string Version => Secrets.Hash(string.Join('\n', values.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}={one.Value}")));

    /// <param name="names">By id.</param>
    public FormState Knowing(IReadOnlyDictionary<string, string> names) =>
        this with { Known = names.DistinctBy(one => one.Value).ToDictionary(one => one.Value, one => one.Key, StringComparer.Ordinal) };

    /// <summary>All that will not do, each beside its field.</summary>
    public FormState With(RuleException broken) => broken.Others.Aggregate(With(broken.Field, broken.Reasons), (form, other) =>
        form.With(other.Field, [.. form.Problems.GetValueOrDefault(other.Field, []), other.Reason]));

    /// <summary>A draft says the first thing that is wrong with it: whatever else has to be filled in and is empty is said with it.</summary>
    public FormState Requiring(params IReadOnlyList<string> fields) => fields.Where(name => Text(name) is null && !Problems.ContainsKey(name))
        .Aggregate(this, (form, name) => form.With(name, ProfileSchema.Blank));

    /// <summary>What is wrong with a field that was left out stands beside the one that was taken for it.</summary>
    public FormState Blaming(string field, string insteadOf) => !Problems.TryGetValue(insteadOf, out var reasons) ? this : this with
    {
        Problems = Problems.Where(one => one.Key != insteadOf).Append(new(field, Problems.GetValueOrDefault(field, reasons)))
            .DistinctBy(one => one.Key).ToDictionary(),
    };

    public FormState With(string field, params IReadOnlyList<string> reasons) =>
        this with { Problems = new Dictionary<string, IReadOnlyList<string>>(Problems) { [field] = reasons } };

    public FormState Set(string field, string value) => new(new Dictionary<string, string>(values, StringComparer.Ordinal) { [field] = value })
    {
        Problems = Problems, Theirs = Theirs, Overtaken = Overtaken, Known = Known,
    };

    public FormState Without(string field) => new(values.Where(one => one.Key != field).ToDictionary(one => one.Key, one => one.Value, StringComparer.Ordinal));

    /// <summary>What is stored, if it is what this form was read at.</summary>
    /// <exception cref="OvertakenException">Somebody else has changed it meanwhile.</exception>
    public FormState Over(FormState stored) => this[VersionField] == stored.Version ? stored : throw new OvertakenException(stored);

    /// <summary>Beside what was typed, what somebody else has stored; saved once more, it is taken.</summary>
    /// <param name="stored">By now.</param>
    public FormState Beside(FormState stored) => Set(VersionField, stored.Version) with
    {
        Overtaken = true,
        Theirs = stored.values.Keys.Union(values.Keys)
            .Where(name => !Hidden.Contains(name) && stored[name].ReplaceLineEndings("\n") != this[name].ReplaceLineEndings("\n"))
            .ToDictionary(name => name, name => stored[name], StringComparer.Ordinal),
    };
}
