namespace Latchkey.Server.Faces.Journeys.Account;

public enum EmailProblem { Invalid, Unreachable, Same, TooMany }
