namespace Latchkey.Server.Core.Clients;

/// <summary>What phones need to know of an app: which programs it is, and where its sign-ins return.</summary>
/// <param name="Programs">Its own.</param>
/// <param name="ReturnUris">After signing in and out.</param>
internal sealed record PhoneApp(PhonePrograms Programs, IReadOnlyList<string> ReturnUris);
