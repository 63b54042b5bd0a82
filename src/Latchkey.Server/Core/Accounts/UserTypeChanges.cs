using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Schemas;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Accounts;

/// <summary>Changes which types of people there are: each is one commit with its line in the log, whichever face asks. Contract §3.2, schemas.</summary>
internal sealed class UserTypeChanges(LoggedWrites writes, UserTypes types, ProfileSchemas schemas)
{
    /// <exception cref="RuleException">Another type of the org has the name, or there are as many as there may be.</exception>
    public async Task<UserType> Create(Doing doing, UserTypeDraft draft)
    {
        if (Identifiers.Canonical(draft.Name) == UserType.DefaultName) throw RuleException.Taken("name");
        return await writes.Write(doing, AdminEvents.UserTypeCreated, async writing =>
        {
            if (await types.Create(writing, doing.Org.Id, draft, doing.By.Id) is not { } type) return null;
            // What every profile has begins as it is for the others; what an administrator added is of one type alone.
            var ofEvery = await ProfileSchemas.Read(writing, doing.Org.Id, SchemaOwner.Users);
            foreach (var (name, attribute) in ofEvery.Base)
                if (ofEvery.ChangedOf(name) is { } changed)
                    await schemas.Set(writing, doing.Org.Id, type.SchemaOwner, SchemaPropertyDraft.OfBase(name, attribute, changed, null));
            return type;
        }, type => type.Party) ?? throw ((await types.MoreOf(doing.Org.Id, doing.Aborted)).Count() < UserTypes.MostMore ? RuleException.Taken("name")
            : new RuleException("name", $"there are {UserTypes.MostMore} types beside the one that every organization has, which is as many as there may be"));
    }

    /// <summary>Null when it is gone.</summary>
    public Task<UserType?> Change(Doing doing, UserType type, UserTypeDraft draft) =>
        writes.Write(doing, AdminEvents.UserTypeUpdated, writing => types.Change(writing, type, draft, doing.By.Id), changed => changed.Party);

    /// <exception cref="BuiltInException">Every org has it.</exception>
    /// <exception cref="RuleException">Somebody is of it.</exception>
    public async Task Delete(Doing doing, UserType type)
    {
        if (type.IsDefault) throw new BuiltInException("The type that every organization has cannot be deleted.");
        await writes.Write(doing, AdminEvents.UserTypeDeleted, async writing =>
        {
            if (!await UserTypes.Hold(writing, type.Id)) return false;
            if (await Users.AnyOf(writing, type)) throw new RuleException("type", "There are people of this user type: delete them, or make them of another");
            return await UserTypes.Delete(writing, type);
        }, type.Party);
    }
}
