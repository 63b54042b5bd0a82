namespace Latchkey.Server.Core.People;

public enum AccountStanding { Unknown, NotActivated, Locked, PasswordExpired, Recovery, Suspended, Deactivated }
