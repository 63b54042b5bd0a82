using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Latchkey.Protocol;

namespace Latchkey.Server.Web;

/// <summary>An outgoing request that got no acceptable answer. The message is for the log and for developers, not for strangers.</summary>
public sealed class OutgoingException(string message, Exception? inner = null) : Exception(message, inner);
