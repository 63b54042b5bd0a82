namespace Latchkey.Server.Faces.Journeys.Kit;

public enum ReturnOutcome { SignedIn, NotSignedIn, SignedOut }
