namespace Latchkey.Server.Core.People;

public enum PasswordRule { Length, Lower, Upper, Number, Login, Common, Characters, TooLong, Symbol, Repeated, Names, Used }
