namespace Latchkey.Server.Ground.Web;

/// <summary>An outgoing request that got no acceptable answer. The message is for the log and for developers, not for strangers.</summary>
internal sealed class OutgoingException(string message, Exception? inner = null) : Exception(message, inner);
