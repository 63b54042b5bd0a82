namespace Latchkey.Server.Ground.Web;

public enum CrossOrigin { Any, AnyWhileRegistrationIsOpen, Clients, TrustedWithCredentials }
