namespace Latchkey.Server.Ground.Web;

/// <summary>Asked by machines that must never be sent away.</summary>
internal sealed record NotLimited;
