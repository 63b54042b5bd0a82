namespace Latchkey.Server.Faces.Journeys.SignIn;

public enum HandoverDecision { Take, Ask, Refuse }
