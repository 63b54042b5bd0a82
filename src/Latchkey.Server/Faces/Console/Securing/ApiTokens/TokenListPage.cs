using Latchkey.Server.Core.ApiAccess;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Securing.ApiTokens;

public sealed record TokenListPage : ConsolePage<TokenListView>
{
    /// <summary>Each with the administrator that it stands for; null: they are gone.</summary>
    public required IReadOnlyList<(ApiToken Token, User? Owner)> Tokens { get; init; }
}
