namespace Latchkey.Server.Faces.Journeys.Authorization;

/// <summary>What still stands between an authorization request and its answer, in the order in which a person meets it.</summary>
internal enum Interaction { None, SignIn, KeptOut, Password, SecondFactor, Enroll, Offer, Consent }
