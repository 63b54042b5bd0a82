namespace Latchkey.Server.Ground.Web;

/// <summary>Pages that an org's scripts run on may call it, with the cookies of their browser.</summary>
internal sealed record OpenToPagesHost;
