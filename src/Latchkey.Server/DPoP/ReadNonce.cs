using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Latchkey.Server.Web;

namespace Latchkey.Server.DPoP;

/// <param name="IssuedAt">By the clock of the process that handed it out.</param>
/// <param name="Here">Whether that was this process.</param>
public readonly record struct ReadNonce(DateTimeOffset IssuedAt, bool Here);
