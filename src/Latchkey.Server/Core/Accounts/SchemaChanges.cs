using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Schemas;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Accounts;

/// <summary>Changes which attributes profiles have: each is one commit with its line in the log, whichever face asks. Contract §3.2, schemas.</summary>
internal sealed class SchemaChanges(LoggedWrites writes, Turns turns, ProfileSchemas schemas, AttributeRemoval removal)
{
    /// <param name="doing">Who wants it.</param>
    /// <param name="owner">Whose profiles: <see cref="SchemaOwner"/>.</param>
    /// <param name="wish">What they want.</param>
    /// <param name="target">As the log names whose schema it is.</param>
    /// <exception cref="RuleException">An attribute would break a rule.</exception>
    public async Task Change(Doing doing, string owner, SchemaWish wish, LogParty target) =>
        await writes.Write(doing, EntryOf(owner), async writing =>
        {
            if (SchemaOwner.IsOfMoreTypes(owner) && !await UserTypes.Hold(writing, owner)) return false;
            await turns.Take(writing, $"schema {doing.Org.Id} {owner}");
            var schema = await ProfileSchemas.Read(writing, doing.Org.Id, owner);
            foreach (var (name, given) in wish.Base)
            {
                if (given is null) throw new RuleException(name, "every profile has it: it cannot be taken away");
                if (!schema.Base.TryGetValue(name, out var attribute)) throw new RuleException(name, "is no attribute that every profile has");
                await schemas.Set(writing, doing.Org.Id, owner, SchemaPropertyDraft.OfBase(name, attribute, given, schema.ChangedOf(name)));
            }
            var many = schema.Custom.Count;
            foreach (var (name, given) in wish.Custom)
            {
                var existing = schema.Custom.GetValueOrDefault(name);
                if (schema.Base.ContainsKey(name)) throw new RuleException(name, "every profile has an attribute of this name");
                if (given is null && existing is not null) await Remove(writing, doing.Org.Id, owner, name);
                if (given is null) continue;
                if (existing is null && ++many > ProfileSchemas.Most) throw new RuleException(name, $"there are {ProfileSchemas.Most} attributes already");
                var draft = SchemaPropertyDraft.Of(name, given, existing);
                if (existing is null && await ProfileSchemas.IsLeaving(writing, doing.Org.Id, owner, name))
                    throw new RuleException(name, "an attribute of this name is still being taken away; try again in a moment");
                if (owner == SchemaOwner.Groups && SchemaProperty.IsUnique(draft.Document["unique"]))
                    throw new RuleException(name, "unique: attributes of groups are not");
                if (SchemaOwner.IsOfPeople(owner) && existing is { Unique: false } && SchemaProperty.IsUnique(draft.Document["unique"]))
                    await RequireNoTwo(writing, doing.Org.Id, name);
                await schemas.Set(writing, doing.Org.Id, owner, draft);
            }
            return true;
        }, target);

    private Task Remove(Writing writing, string orgId, string owner, string name) => owner == SchemaOwner.Groups || SchemaOwner.IsOfPeople(owner)
        ? removal.Begin(writing, orgId, owner, name) : ProfileSchemas.Remove(writing, orgId, owner, name);

    private static LogEntry EntryOf(string owner) => owner switch
    {
        SchemaOwner.Groups => AdminEvents.GroupSchemaChanged,
        _ when SchemaOwner.IsOfPeople(owner) => AdminEvents.UserSchemaChanged,
        _ => AdminEvents.AppSchemaChanged,
    };

    private static async Task RequireNoTwo(Writing writing, string orgId, string name)
    {
        if (await writing.One<string>("""
            select value_key from user_values where org_id = @orgId and name = @name group by value_key having count(*) > 1 limit 1
            """, new { orgId, name }) is { } shared) throw new RuleException(name, $"unique: several people have '{shared}' in it");
    }
}
