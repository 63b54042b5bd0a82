namespace Latchkey.Server.Users;

public enum AccountStanding { Unknown, NotActivated, Locked, PasswordExpired, Recovery, Suspended, Deactivated }
