using System.Globalization;

namespace Latchkey.Server.Core.Requests;

/// <summary>What makes a request object one of a kind, and until when it would be accepted.</summary>
internal sealed record RequestObjectId(string JwtId, long Expires)
{
    public static RequestObjectId? Read(string? text) =>
        text?.Split(' ', 2) is [var expires, var id] ? new(id, long.Parse(expires, CultureInfo.InvariantCulture)) : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Expires} {JwtId}");
}
