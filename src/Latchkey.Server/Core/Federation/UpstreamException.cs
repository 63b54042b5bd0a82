namespace Latchkey.Server.Core.Federation;

/// <summary>A provider's answer is none that counts. The message is for the log: it names no token and no code.</summary>
internal sealed class UpstreamException(string reason) : Exception(reason);
