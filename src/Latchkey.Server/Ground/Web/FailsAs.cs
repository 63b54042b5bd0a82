namespace Latchkey.Server.Ground.Web;

internal sealed record FailsAs(FailureMode Mode);
