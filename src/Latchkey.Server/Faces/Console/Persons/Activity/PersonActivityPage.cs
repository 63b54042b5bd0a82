using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Persons.Kit;
using Latchkey.Server.Faces.Console.Reporting.Kit;

namespace Latchkey.Server.Faces.Console.Persons.Activity;

public sealed record PersonActivityPage : ConsolePage<PersonActivityView>
{
    public required ShownPerson Person { get; init; }
    public required IReadOnlyList<LogLine> Lines { get; init; }
    public string? First { get; init; }
    public string? Next { get; init; }
}
