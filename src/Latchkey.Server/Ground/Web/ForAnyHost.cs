namespace Latchkey.Server.Ground.Web;

/// <summary>Answers whatever host it is asked by: of the server, not of an org.</summary>
internal sealed record ForAnyHost;
