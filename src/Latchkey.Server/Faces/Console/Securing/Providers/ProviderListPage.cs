using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Securing.Providers;

public sealed record ProviderListPage : ConsolePage<ProviderListView>
{
    public required IReadOnlyList<ShownProvider> Providers { get; init; }
    /// <summary>Where providers send people back to.</summary>
    public required string Callback { get; init; }
}
