namespace Latchkey.Server.Ground.Languages;

/// <summary>The words of the console's pages about groups and people.</summary>
public sealed partial record DirectoryTexts
{
    // Groups
    public required string GroupsLead { get; init; }
    public required string AddGroup { get; init; }
    public required string SearchGroups { get; init; }
    public required string NoGroups { get; init; }
    public required string NoGroupsMeans { get; init; }
    public required string BuiltIn { get; init; }
    public required string Description { get; init; }
    public required string GroupDescriptionHint { get; init; }
    public required string PagesOfGroup { get; init; }
    public required string EveryoneMeans { get; init; }
    public required string AddPeople { get; init; }
    public required string FindPerson { get; init; }
    public required string Add { get; init; }
    public required string InGroup { get; init; }
    public required string NobodyInGroup { get; init; }
    public required string AssignApps { get; init; }
    public required string NoAppsOfGroup { get; init; }
    public required string AboutGroup { get; init; }
    public required string Id { get; init; }
    public required string Changed { get; init; }
    public required string PeopleChanged { get; init; }
    public required string DeleteGroup { get; init; }
    public required string DeleteNamed { get; init; }
    public required string DeleteGroupMeans { get; init; }
}
