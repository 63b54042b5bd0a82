using System.Globalization;
using System.Text;
using System.Text.Json;
using Latchkey.Protocol;
using Latchkey.Server.Apps;
using Latchkey.Server.AuthorizationServers;
using Latchkey.Server.Storage;
using Latchkey.Server.Web;
using Microsoft.Extensions.Primitives;

namespace Latchkey.Server.Authorize;

/// <summary>What makes a request object one of a kind, and until when it would be accepted.</summary>
public sealed record RequestObjectId(string JwtId, long Expires)
{
    public static RequestObjectId? Read(string? text) => text?.Split(' ', 2) is [var expires, var id] ? new(id, long.Parse(expires, CultureInfo.InvariantCulture)) : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Expires} {JwtId}");
}
