namespace Latchkey.Server.Ground.Web;

public sealed record FailsAs(FailureMode Mode);
