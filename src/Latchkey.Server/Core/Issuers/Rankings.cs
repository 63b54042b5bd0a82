using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Issuers;

/// <summary>
/// Things with a priority: 1, 2, 3… without gaps. Putting one somewhere moves the others. Whoever calls holds the row
/// that they belong to, so that two who move things at once do it one after the other.
/// </summary>
internal static class Rankings
{
    /// <param name="writing">Where it is written.</param>
    /// <param name="table">access_policies or access_policy_rules.</param>
    /// <param name="ofOne">The condition that finds the things that are ranked together.</param>
    /// <param name="args">Its parameters.</param>
    /// <param name="moved">The one to move; null only closes gaps.</param>
    /// <param name="to">Where to, counted from 1; null: where it is, or the end.</param>
    public static async Task Place(Writing writing, string table, string ofOne, object args, string? moved = null, long? to = null)
    {
        var ranked = await writing.Many<Ranked>($"select id, priority from {table} where {ofOne} order by priority, id", args);
        var order = ranked.ToList();
        if (to is not null && order.Find(one => one.Id == moved) is { } mover)
        {
            order.Remove(mover);
            order.Insert((int)Math.Clamp(to.Value - 1, 0, order.Count), mover);
        }
        for (var i = 0; i < order.Count; i++)
            if (order[i].Priority != i + 1)
                await writing.Change($"update {table} set priority = @priority where id = @Id", new { order[i].Id, priority = i + 1L });
    }

    /// <summary>Up or down; false where there is no such place, or nothing to move.</summary>
    public static async Task<bool> Move(Writing writing, string table, string ofOne, object args, string moved, int places)
    {
        var order = (await writing.Many<Ranked>($"select id, priority from {table} where {ofOne} order by priority, id", args)).ToList();
        var to = order.FindIndex(one => one.Id == moved) is var at and >= 0 ? at + places : -1;
        if (to < 0 || to >= order.Count) return false;
        await Place(writing, table, ofOne, args, moved, to + 1);
        return true;
    }

    private sealed record Ranked(string Id, long Priority);
}
