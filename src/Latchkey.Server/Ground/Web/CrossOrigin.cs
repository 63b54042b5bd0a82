namespace Latchkey.Server.Ground.Web;

internal enum CrossOrigin { Any, AnyWhileRegistrationIsOpen, Clients, TrustedWithCredentials }
