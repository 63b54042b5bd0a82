using Latchkey.Server.Factors;

namespace Latchkey.Server.Authorize;

/// <summary>What still stands between an authorization request and its answer, in the order in which a person meets it.</summary>
public enum Interaction { None, SignIn, SecondFactor, Enroll, Consent }
