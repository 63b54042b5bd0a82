namespace Latchkey.Server.Faces.Journeys.SignUp;

public enum SignUpProblem { Names, Email, Unreachable, Password, Busy, Denied, WorkAgain, WorkNeedsScript, WorkSlowly }
