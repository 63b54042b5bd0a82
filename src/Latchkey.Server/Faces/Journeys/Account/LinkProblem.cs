namespace Latchkey.Server.Faces.Journeys.Account;

public enum LinkProblem { Used, Expired, Unknown }
