namespace Latchkey.Server.Web;

/// <summary>Asked by machines that must never be sent away.</summary>
public sealed record NotLimited;
