namespace Latchkey.Server.Web;

public sealed record ReadableFrom(CrossOrigin Origins);
