namespace Latchkey.Server.Ground.Languages;

public sealed partial record DirectoryTexts
{
    public static readonly DirectoryTexts English = new()
    {
        GroupsLead = "People put together: to give them apps at once, and to tell apps who they are.",
        AddGroup = "Add Group",
        SearchGroups = "Name begins with …",
        NoGroups = "No groups of your own yet",
        NoGroupsMeans =
            "Put people into a group and assign it to an app: whoever joins the group later may use the app as well. A claim can tell apps "
            + "which groups somebody is in.",
        BuiltIn = "Built in",
        Description = "Description",
        GroupDescriptionHint = "Who belongs to it, and what it is for.",
        PagesOfGroup = "Pages of this group",
        EveryoneMeans = "Everyone in your organization is in this group by themselves. It cannot be changed.",
        AddPeople = "Add people",
        FindPerson = "First name, last name or email begins with",
        Add = "Add",
        InGroup = "In the group",
        NobodyInGroup = "Nobody is in this group yet. Look for people above and add them.",
        AssignApps = "Assign applications",
        NoAppsOfGroup = "No app is assigned to this group.",
        AboutGroup = "About the group",
        Id = "ID",
        Changed = "Last changed",
        PeopleChanged = "People last changed",
        DeleteGroup = "Delete this group",
        DeleteNamed = "Delete {0}?",
        DeleteGroupMeans = "Its people stay, and lose what they have only through this group: apps, and the group’s name in tokens. This cannot be undone.",
    };
}
