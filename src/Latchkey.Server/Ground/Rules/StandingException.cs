namespace Latchkey.Server.Ground.Rules;

/// <summary>Not from where it stands now, whoever asks. Each face words it its own way: the management API as 403 E0000038.</summary>
/// <param name="reason">A sentence for a person: "Only an active user can be suspended."</param>
internal sealed class StandingException(string reason) : Exception(reason);
