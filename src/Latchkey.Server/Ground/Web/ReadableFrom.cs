namespace Latchkey.Server.Ground.Web;

public sealed record ReadableFrom(CrossOrigin Origins);
