namespace Latchkey.Server.Faces.Journeys.Account;

public enum AccountPasswordProblem { Old, Rules, Differ, Same, Busy, TooSoon, NotYours }
