namespace Latchkey.Server.Core.People;

/// <summary>Where a person stands. Contract §3.2, "Status machine"; the wire names are these in capitals.</summary>
public enum UserStatus { Staged, Provisioned, Active, Suspended, LockedOut, PasswordExpired, Recovery, Deprovisioned }
