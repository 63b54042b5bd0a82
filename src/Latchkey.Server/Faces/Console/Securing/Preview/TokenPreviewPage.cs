using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Securing.Preview;

public sealed record TokenPreviewPage : ConsolePage<TokenPreviewView>
{
    public required AuthorizationServer Server { get; init; }
    public required FormState Form { get; init; }
    /// <summary>Some of the org's, to choose from.</summary>
    public required IReadOnlyList<App> Apps { get; init; }
    /// <summary>Null: nobody asked yet.</summary>
    public required ShownPreview? Tokens { get; init; }
}
