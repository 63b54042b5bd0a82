using Latchkey.Server.Core.Clients;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Applications.SignOn;

public sealed record AppSignOnPage : ConsolePage<AppSignOnView>
{
    public required App App { get; init; }
    public required string OrgUrl { get; init; }
    /// <summary>The policies that decide for this app: what each decides, where it is, and what it is called.</summary>
    public required IReadOnlyList<(string What, string Address, string Name)> Policies { get; init; }
}
