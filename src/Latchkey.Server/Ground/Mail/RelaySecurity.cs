namespace Latchkey.Server.Ground.Mail;

/// <summary>How the talk with a relay is protected.</summary>
public enum RelaySecurity { StartTls, Tls, None }
