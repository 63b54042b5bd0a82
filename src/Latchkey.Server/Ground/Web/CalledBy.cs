namespace Latchkey.Server.Ground.Web;

/// <summary>
/// What docs/reference/routes.md says of a route. A test asks each of them with nothing in hand and hears no where this is not
/// <see cref="CallerKind.Anybody"/>.
/// </summary>
internal sealed record CalledBy(CallerKind Kind);
