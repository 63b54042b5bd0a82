namespace Latchkey.Server.Web;

public enum CrossOrigin { Any, AnyWhileRegistrationIsOpen, Clients, TrustedWithCredentials }
