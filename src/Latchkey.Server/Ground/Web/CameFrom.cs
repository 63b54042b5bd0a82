using System.Net;

namespace Latchkey.Server.Ground.Web;

/// <summary>Where a request comes from, and what is said of where it came from before that.</summary>
/// <param name="Address">As limits, logs and sessions know it; null at a socket that is a file.</param>
/// <param name="Before">As the one at <paramref name="Address"/> says, the furthest first. Whether it is to be believed is for who asks to know.</param>
internal sealed record CameFrom(IPAddress? Address, IReadOnlyList<IPAddress> Before)
{
    public static CameFrom Of(HttpContext http) => http.Features.Get<CameFrom>() is { } known && Equals(known.Address, http.Connection.RemoteIpAddress)
        ? known : new(http.Connection.RemoteIpAddress, []);
}
