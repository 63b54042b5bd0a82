namespace Latchkey.Server.Ground.Web;

/// <summary>Is there for pages that an org's scripts run on, at the host that is for nothing else.</summary>
/// <param name="Alone">And nowhere else.</param>
internal sealed record OnPagesHost(bool Alone);
