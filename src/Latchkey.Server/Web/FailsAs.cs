namespace Latchkey.Server.Web;

public sealed record FailsAs(FailureMode Mode);
