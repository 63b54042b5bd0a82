namespace Latchkey.Server.Core.Roles;

/// <summary>Rights, and what they are held for.</summary>
internal sealed record Holding(IReadOnlyList<string> Rights, IReadOnlyList<AdminResource> Resources)
{
    public static readonly Holding Whole = new([Roles.Rights.All], [AdminResource.Everything]);

    public bool May(string right) => Rights.Any(held => Roles.Rights.Implies(held, right));

    public bool Reaches(AdminResource resource) => Resources.Any(held => held.Includes(resource));
}
