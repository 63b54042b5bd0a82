namespace Latchkey.Server.Core.Tokens;

/// <summary>Tokens on their way through a browser.</summary>
/// <param name="AccessToken">Null: none is wanted.</param>
/// <param name="IdToken">Null: none is wanted.</param>
/// <param name="ExpiresIn">How long the access token lives, in seconds.</param>
internal sealed record FrontTokens(string? AccessToken, string? IdToken, long ExpiresIn)
{
    public override string ToString() => "tokens for the front channel";
}
