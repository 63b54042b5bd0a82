namespace Latchkey.Server.Faces.Journeys.SignIn;

internal enum HandoverDecision { Take, Ask, Refuse }
