namespace Latchkey.Server.Ground.Languages;

/// <summary>The words of administrators and their roles.</summary>
public sealed partial record RoleTexts
{
    public required string Administrators { get; init; }
    public required string AdministratorsLead { get; init; }
    public required string PagesOfAdministrators { get; init; }
    public required string AssignRole { get; init; }
    public required string Role { get; init; }
    public required string Roles { get; init; }
    public required string ResourceSets { get; init; }
    public required string ResourceSet { get; init; }
    public required string ResourceSetHint { get; init; }
    public required string IsFor { get; init; }
    public required string Everything { get; init; }
    public required string Person { get; init; }
    public required string App { get; init; }
    public required string Who { get; init; }
    public required string WhoHint { get; init; }
    public required string OnlyFor { get; init; }
    public required string OnlyForHint { get; init; }
    public required string NobodyCalledSo { get; init; }
    public required string StandardRoles { get; init; }
    public required string CustomRoles { get; init; }
    public required string CreateRole { get; init; }
    public required string NoCustomRoles { get; init; }
    public required string Permissions { get; init; }
    public required string PermissionsHint { get; init; }
    public required string Description { get; init; }
    public required string CreateSet { get; init; }
    public required string SetsLead { get; init; }
    public required string NoSets { get; init; }
    public required string Resources { get; init; }
    public required string AllPeople { get; init; }
    public required string AllGroups { get; init; }
    public required string AllApps { get; init; }
    public required string AllServers { get; init; }
    public required string Customizations { get; init; }
    public required string Policies { get; init; }
    public required string InGroups { get; init; }
    public required string MembersOf { get; init; }
    public required string SomeApps { get; init; }
    public required string Others { get; init; }
    public required string OthersHint { get; init; }
    public required string DeleteRoleMeans { get; init; }
    public required string DeleteSetMeans { get; init; }
    public required string NotYours { get; init; }
    public required string NotYoursMeans { get; init; }
    public required string WhoCan { get; init; }
}
