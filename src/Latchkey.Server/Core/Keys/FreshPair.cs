namespace Latchkey.Server.Core.Keys;

/// <summary>
/// How a fresh pair is come by: <see cref="SigningKey.Generate"/>, or in tests one made beforehand, since making an RSA pair costs more than
/// everything else an org needs to start.
/// </summary>
internal delegate (string Kid, string PublicJwk, string PrivateJwk) FreshPair(string algorithm);
