using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Securing.Proving;

/// <summary>What is known of the devices that keep passkeys, and what the org asks of them.</summary>
public sealed record DevicesPage : ConsolePage<DevicesView>
{
    /// <summary>Null: none was brought.</summary>
    public required BroughtFile? File { get; init; }
    /// <summary>Whether one may be brought here: all orgs of the server share it.</summary>
    public required bool May { get; init; }
    /// <summary>What is asked, by the names of the API.</summary>
    public required IReadOnlyList<string> Asked { get; init; }
    public required IReadOnlyList<(string Name, int Models)> Groups { get; init; }
    /// <summary>The call that changes what is asked, and its body as it stands.</summary>
    public required (string Path, string Body) Settings { get; init; }
    public required string Wanted { get; init; }
    public required IReadOnlyList<ShownModel> Models { get; init; }
    /// <summary>How many more are called like that.</summary>
    public required int More { get; init; }
    public required FormState Form { get; init; }
}
