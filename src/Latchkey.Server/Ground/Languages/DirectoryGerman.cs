namespace Latchkey.Server.Ground.Languages;

public sealed partial record DirectoryTexts
{
    public static readonly DirectoryTexts German = new()
    {
        GroupsLead = "Menschen zusammengefasst: um ihnen Apps auf einmal zu geben und um Apps zu sagen, wer sie sind.",
        AddGroup = "Gruppe hinzufügen",
        SearchGroups = "Name beginnt mit …",
        NoGroups = "Noch keine eigenen Gruppen",
        NoGroupsMeans =
            "Nehmen Sie Menschen in eine Gruppe auf und weisen Sie sie einer App zu: Wer später dazukommt, darf die App auch benutzen. Ein "
            + "Claim kann Apps sagen, in welchen Gruppen jemand ist.",
        BuiltIn = "Eingebaut",
        Description = "Beschreibung",
        GroupDescriptionHint = "Wer dazugehört, und wozu sie da ist.",
        PagesOfGroup = "Seiten dieser Gruppe",
        EveryoneMeans = "Alle in Ihrer Organisation sind von selbst in dieser Gruppe. Sie lässt sich nicht ändern.",
        AddPeople = "Menschen aufnehmen",
        FindPerson = "Vorname, Nachname oder E-Mail beginnt mit",
        Add = "Aufnehmen",
        InGroup = "In der Gruppe",
        NobodyInGroup = "Noch niemand ist in dieser Gruppe. Suchen Sie oben nach Menschen und nehmen Sie sie auf.",
        AssignApps = "Anwendungen zuweisen",
        NoAppsOfGroup = "Dieser Gruppe ist keine App zugewiesen.",
        AboutGroup = "Über die Gruppe",
        Id = "ID",
        Changed = "Zuletzt geändert",
        PeopleChanged = "Mitglieder zuletzt geändert",
        DeleteGroup = "Diese Gruppe löschen",
        DeleteNamed = "{0} löschen?",
        DeleteGroupMeans =
            "Die Menschen bleiben und verlieren, was sie nur durch diese Gruppe haben: Apps, und ihren Namen in Tokens. Das lässt sich nicht "
            + "rückgängig machen.",
    };
}
