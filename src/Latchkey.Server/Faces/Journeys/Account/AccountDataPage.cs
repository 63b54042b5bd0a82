using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.Account;

/// <summary>Leads to the file with everything of a person.</summary>
public sealed record AccountDataPage : PageModel<AccountDataView>
{
    public required IReadOnlyDictionary<string, string> Fields { get; init; }
}
