namespace Latchkey.Server.Core.Operation;

/// <summary>What is looked at when a server's health is asked for.</summary>
public enum Checked
{
    Database,
    Schema,
    MasterKey,
    Clock,
    Disk,
    Https,
    Reach,
    WellKnown,
    Mail,
    MailWaiting,
    Log,
    Keys,
    Backup,
}
