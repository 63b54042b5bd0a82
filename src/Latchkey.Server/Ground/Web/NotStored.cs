namespace Latchkey.Server.Ground.Web;

/// <summary>Responses that must not be kept. RFC 6749 §5.1, contract §2.0.</summary>
internal sealed record NotStored;
