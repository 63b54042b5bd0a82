using System.Text.Json.Serialization;

namespace Latchkey.Cli.Api;

/// <summary>Somebody in the org. Contract §3.2.</summary>
/// <param name="Id">Names them.</param>
/// <param name="Status">Where they stand.</param>
/// <param name="Profile">Who they are.</param>
/// <param name="ActivationUrl">Where they set their first password, from a server that cannot mail it.</param>
public sealed record User(string Id, string Status, UserProfile Profile, string? ActivationUrl = null)
{
    public override string ToString() => Id;        // never the link
}
