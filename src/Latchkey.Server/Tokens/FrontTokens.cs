using System.Text.Json;
using Latchkey.Protocol;
using Latchkey.Server.Apps;
using Latchkey.Server.Authorize;
using Latchkey.Server.Keys;
using Latchkey.Server.Web;

namespace Latchkey.Server.Tokens;

/// <summary>Tokens on their way through a browser.</summary>
public sealed record FrontTokens(string? AccessToken, string? IdToken)
{
    public override string ToString() => "tokens for the front channel";
}
