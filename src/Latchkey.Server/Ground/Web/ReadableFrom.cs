namespace Latchkey.Server.Ground.Web;

internal sealed record ReadableFrom(CrossOrigin Origins);
