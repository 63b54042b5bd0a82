using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.LinkedPeople;

/// <summary>Changes relations between people, and who is linked to whom: each is one commit with its line in the log. Contract §3.2, linkedObjects.</summary>
internal sealed class LinkChanges(LoggedWrites writes, LinkDefinitions definitions)
{
    /// <exception cref="RuleException">Another one has one of the names, or there are too many.</exception>
    public async Task<LinkDefinition> Create(Doing doing, LinkDefinitionDraft draft) =>
        await writes.Write(doing, AdminEvents.LinkDefined, writing => definitions.Create(writing, doing.Org.Id, draft), PartyOf)
            ?? throw new RuleException("name", $"Another relation of the organization has one of these names, or there are {LinkDefinitions.Most} already");

    /// <summary>Nobody is linked by it any more.</summary>
    public Task Delete(Doing doing, LinkDefinition definition) =>
        writes.Write(doing, AdminEvents.LinkDefinitionDeleted, writing => LinkDefinitions.Delete(writing, definition), PartyOf(definition));

    /// <exception cref="RuleException">They are one person.</exception>
    public Task Link(Doing doing, LinkDefinition definition, User associated, User primary)
    {
        if (associated.Id == primary.Id) throw new RuleException("primaryUserId", "nobody is linked to themselves");
        return writes.Write(doing, AdminEvents.PeopleLinked, writing => definitions.Link(writing, definition, associated.Id, primary.Id), associated.Party,
            primary.Party, PartyOf(definition));
    }

    public Task Unlink(Doing doing, LinkDefinition definition, User associated) => writes.Write(doing, AdminEvents.PeopleUnlinked,
        writing => LinkDefinitions.Unlink(writing, definition, associated.Id), associated.Party, PartyOf(definition));

    private static LogParty PartyOf(LinkDefinition definition) => new(definition.Primary.Name, "LinkedObject", null, definition.Primary.Title);
}
