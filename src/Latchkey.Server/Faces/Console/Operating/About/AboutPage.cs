using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Operating.About;

public sealed record AboutPage : ConsolePage<AboutView>
{
    /// <summary>Otherwise of the org alone, which shares the server with others.</summary>
    public required bool OfServer { get; init; }
    public required Org Org { get; init; }
    public required string Version { get; init; }
    public required string Runtime { get; init; }
    public required string System { get; init; }
    public required string Engine { get; init; }
    public required string Schema { get; init; }
    public required DateTimeOffset Since { get; init; }
}
