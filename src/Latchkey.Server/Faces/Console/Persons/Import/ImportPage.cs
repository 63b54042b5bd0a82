using Latchkey.Server.Core.Imports;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Persons.Import;

/// <summary>One file of people: mapped and looked at, on its way, or done.</summary>
public sealed record ImportPage : ConsolePage<ImportView>
{
    public required PeopleImport Import { get; init; }
    public required FormState Form { get; init; }
    /// <summary>What a column may go to, with what it is called.</summary>
    public required IReadOnlyList<(string Name, string Label)> Attributes { get; init; }
    /// <summary>Null: it has begun, or its mapping breaks a rule.</summary>
    public ImportPreview? Preview { get; init; }
    /// <summary>The first lines that were refused.</summary>
    public IReadOnlyList<PreviewedLine> Refused { get; init; } = [];
    public required bool SendsMail { get; init; }
}
