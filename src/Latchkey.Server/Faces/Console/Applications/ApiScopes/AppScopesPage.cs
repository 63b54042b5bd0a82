using Latchkey.Server.Core.Clients;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Applications.ApiScopes;

public sealed record AppScopesPage : ConsolePage<AppScopesView>
{
    public required App App { get; init; }
    public required FormState Form { get; init; }
    /// <summary>Those that were granted, by their names.</summary>
    public required IReadOnlyDictionary<string, AppScope> Granted { get; init; }
}
