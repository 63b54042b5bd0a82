using Latchkey.Server.Web;

namespace Latchkey.Server.SignIn;

public enum ReturnOutcome { SignedIn, NotSignedIn, SignedOut }
