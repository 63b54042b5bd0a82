namespace Latchkey.Server.Core.Tokens;

/// <summary>Tokens on their way through a browser.</summary>
internal sealed record FrontTokens(string? AccessToken, string? IdToken)
{
    public override string ToString() => "tokens for the front channel";
}
