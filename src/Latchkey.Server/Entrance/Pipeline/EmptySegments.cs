using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Entrance.Pipeline;

/// <summary>
/// An empty segment is none: clients that join addresses by concatenation ask for <c>//api/v1/users</c>. Whoever comes after
/// this, routes, limits and proofs among them, sees one path.
/// </summary>
internal sealed class EmptySegments(RequestDelegate next)
{
    public Task Invoke(HttpContext http)
    {
        if (http.Request.Path.Value is { } path && Segments.HasEmpty(path)) http.Request.Path = Segments.Collapsed(path);
        return next(http);
    }
}
