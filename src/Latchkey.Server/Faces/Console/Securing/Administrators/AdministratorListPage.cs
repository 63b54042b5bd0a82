using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Securing.Administrators;

public sealed record AdministratorListPage : ConsolePage<AdministratorListView>
{
    public required IReadOnlyList<ShownAssignment> Rows { get; init; }
    public required FormState Form { get; init; }
    public required string? First { get; init; }
    public required string? Next { get; init; }
}
