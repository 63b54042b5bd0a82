namespace Latchkey.Server.Core.Rulebook;

/// <summary>All policies of an org, those of a kind in the order in which they are tried.</summary>
internal sealed class PolicySet
{
    private readonly Dictionary<string, IReadOnlyList<OrgPolicy>> byType;

    public PolicySet(IEnumerable<OrgPolicy> policies)
    {
        byType = policies.GroupBy(policy => policy.Type).ToDictionary(kind => kind.Key, Ordered, StringComparer.Ordinal);
        var conditions = All.SelectMany(policy => policy.Rules).Select(rule => rule.Conditions);
        NamedGroups = All.Where(policy => !policy.System).SelectMany(policy => policy.Groups)
            .Concat(conditions.SelectMany(when => when.Groups.Concat(when.ExcludedGroups))).ToHashSet(StringComparer.Ordinal);
        AsksForDevices = All.SelectMany(policy => policy.Rules)
            .Any(rule => rule.Conditions.Risk is not null || rule.Session?.PromptMode == PromptMode.Device);
        var keys = All.SelectMany(policy => policy.Rules).Where(rule => rule is { Active: true, App.Key.IsNothing: false }).ToArray();
        (AsksForKeys, AsksForHardware) = (keys.Length > 0, keys.Any(rule => rule.App!.Key.Hardware));
    }

    public IEnumerable<OrgPolicy> All => PolicyType.Kept.SelectMany(Of);

    /// <summary>The one that every org has comes last.</summary>
    public IReadOnlyList<OrgPolicy> Of(string type) => byType.GetValueOrDefault(type, []);

    public OrgPolicy? Find(string id) => All.FirstOrDefault(policy => policy.Id == id);

    public OrgPolicy SystemOf(string type) => Of(type)[^1];

    /// <summary>The one that an app names, while there is one by that id; otherwise the one that every org has.</summary>
    /// <param name="type">Of a kind that apps name.</param>
    /// <param name="named">Null: the app names none.</param>
    public OrgPolicy OfApp(string type, string? named) =>
        named is not null && Of(type).FirstOrDefault(policy => policy.Id == named && policy.Active) is { } found ? found : SystemOf(type);

    /// <summary>Every group that a condition names: whoever decides asks which of these somebody is in.</summary>
    public IReadOnlySet<string> NamedGroups { get; }

    /// <summary>A rule wants to know whether a person has signed in with a device before, or when they last gave a second factor there.</summary>
    public bool AsksForDevices { get; }

    /// <summary>A rule wants to know what a passkey is.</summary>
    public bool AsksForKeys { get; }

    /// <summary>And whether hardware keeps it: every device that makes one is asked to show what it is.</summary>
    public bool AsksForHardware { get; }

    private static IReadOnlyList<OrgPolicy> Ordered(IGrouping<string, OrgPolicy> kind)
    {
        var ordered = kind.OrderBy(policy => policy.System).ThenBy(policy => policy.Priority).ThenBy(policy => policy.Id, StringComparer.Ordinal);
        return [.. ordered.Select((policy, at) => policy with
        {
            Priority = PolicyType.IsOfApps(kind.Key) ? 1 : at + 1,
            Rules = [.. policy.Rules.OrderBy(rule => rule.System).ThenBy(rule => rule.Priority).Select((rule, place) => rule with { Priority = place + 1 })],
        })];
    }
}
