using System.Security.Cryptography.X509Certificates;
using Latchkey.Server.Web;

namespace Latchkey.Server.Mail;

/// <summary>How the talk with a relay is protected.</summary>
public enum RelaySecurity { StartTls, Tls, None }
