using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Administration;

/// <summary>Makes resource sets and changes what is in them: each is one commit with its line in the log, whichever face asks.</summary>
internal sealed class ResourceSetChanges(Database db, SystemLog log, ResourceSets sets)
{
    /// <exception cref="RuleException">Another has the label, or there are too many.</exception>
    public async Task<ResourceSet> Create(Doing doing, RoleDraft draft, IReadOnlyList<AdminResource> resources)
    {
        RequireMay(doing);
        if (resources.Count is 0 or > ResourceSets.MostResources) throw new RuleException("resources", $"must be between 1 and {ResourceSets.MostResources}");
        return await db.Write(async writing =>
        {
            if (await sets.Create(writing, doing.Org.Id, draft.Label, draft.Description) is not { } set) return null;
            foreach (var resource in resources.Distinct()) await sets.Add(writing, set, resource);
            await log.Record(writing, doing, RoleEvents.SetCreated.From("", resources.Words()), set.Party());
            return set;
        }, doing.Aborted) ?? throw Taken();
    }

    /// <exception cref="RuleException">Another has the label, or it is gone.</exception>
    public async Task<ResourceSet> Replace(Doing doing, ResourceSet set, RoleDraft draft)
    {
        RequireMay(doing);
        return await db.Write(async writing =>
        {
            if (await sets.Change(writing, set, draft.Label, draft.Description) is not { } changed) return null;
            await log.Record(writing, doing, RoleEvents.SetUpdated.From($"{set.Label}: {set.Description}", $"{changed.Label}: {changed.Description}"),
                changed.Party());
            return changed;
        }, doing.Aborted) ?? throw Taken();
    }

    /// <summary>
    /// The same with what is in it, made of what it is by now: whoever asks may refuse it where somebody else was quicker. Null when it is gone.
    /// </summary>
    /// <exception cref="RuleException">Another has the label, or there is nothing in it.</exception>
    public Task<ResourceSet?> Revise(Doing doing, ResourceSet set, RoleDraft draft, IReadOnlyList<AdminResource> resources,
        Action<ResourceSet, IReadOnlyList<AdminResource>> see)
    {
        RequireMay(doing);
        if (resources.Count is 0 or > ResourceSets.MostResources) throw new RuleException("resources", $"must be between 1 and {ResourceSets.MostResources}");
        return db.Write(async writing =>
        {
            if (await ResourceSets.Hold(writing, set) is not { } current) return null;
            var before = await ResourceSets.Held(writing, set);
            AdminResource[] held = [.. before.Select(one => one.Resource)];
            see(current, held);
            var changed = await sets.Change(writing, current, draft.Label, draft.Description) ?? throw Taken();
            foreach (var resource in resources.Except(held)) await sets.Add(writing, set, resource);
            foreach (var resource in before.Where(one => !resources.Contains(one.Resource))) await ResourceSets.Remove(writing, set, resource);
            foreach (var entry in RoleEvents.PieceByPiece((RoleEvents.SetUpdated, RoleEvents.ResourcesAdded, RoleEvents.ResourcesDeleted),
                (current.Label, current.Description), (changed.Label, changed.Description), held, resources, RoleEvents.Words))
                await log.Record(writing, doing, entry, changed.Party());
            return changed;
        }, doing.Aborted);
    }

    /// <summary>Whoever has a role for it has it no longer. False when it is gone.</summary>
    public Task<bool> Delete(Doing doing, ResourceSet set)
    {
        RequireMay(doing);
        return db.Write(async writing =>
        {
            var before = await ResourceSets.Held(writing, set);
            if (!await ResourceSets.Delete(writing, set)) return false;
            await log.Record(writing, doing, RoleEvents.SetDeleted.From($"{set.Label}: {before.Select(one => one.Resource).Words()}", ""), set.Party());
            return true;
        }, doing.Aborted);
    }

    /// <summary>What is in it already stays.</summary>
    /// <returns>Those that are new.</returns>
    public Task<IReadOnlyList<SetResource>> Add(Doing doing, ResourceSet set, IReadOnlyList<AdminResource> resources)
    {
        RequireMay(doing);
        return db.Write(async writing =>
        {
            var before = await ResourceSets.Held(writing, set);
            var added = new List<SetResource>();
            foreach (var resource in resources)
                if (await sets.Add(writing, set, resource) is { } one) added.Add(one);
            if (added.Count > 0) await Tell(writing, doing, set, RoleEvents.ResourcesAdded, before);
            return (IReadOnlyList<SetResource>)added;
        }, doing.Aborted);
    }

    /// <summary>False when it is gone.</summary>
    public Task<bool> Remove(Doing doing, ResourceSet set, SetResource resource)
    {
        RequireMay(doing);
        return db.Write(async writing =>
        {
            var before = await ResourceSets.Held(writing, set);
            if (!await ResourceSets.Remove(writing, set, resource)) return false;
            await Tell(writing, doing, set, RoleEvents.ResourcesDeleted, before);
            return true;
        }, doing.Aborted);
    }

    private async Task Tell(Writing writing, Doing doing, ResourceSet set, LogEntry entry, IReadOnlyList<SetResource> before) =>
        await log.Record(writing, doing, entry.From(before.Select(one => one.Resource).Words(),
            (await ResourceSets.Held(writing, set)).Select(one => one.Resource).Words()), set.Party());

    private static void RequireMay(Doing doing) => doing.RequireMayGive(Authority.Super);

    private static RuleException Taken() =>
        new("label", $"An object with this field already exists in the current organization, or there are {ResourceSets.Most} sets");
}
