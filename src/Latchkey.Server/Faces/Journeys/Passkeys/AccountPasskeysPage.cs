using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.Passkeys;

/// <summary>Every passkey of a person, and the way to another.</summary>
public sealed record AccountPasskeysPage : PageModel<AccountPasskeysView>
{
    public required string PersonName { get; init; }
    public required IReadOnlyList<OwnPasskey> Passkeys { get; init; }
    /// <summary>Sent with every form.</summary>
    public required IReadOnlyDictionary<string, string> Fields { get; init; }
    /// <summary>What a device is to make a new one by; null where devices make none for this address, or there are enough.</summary>
    public DeviceQuestion? Question { get; init; }
    /// <summary>What a new one will be called unless its owner says otherwise.</summary>
    public required string Suggestion { get; init; }
    public string? Problem { get; init; }
    /// <summary>Something has just been changed.</summary>
    public bool Done { get; init; }
    /// <summary>For the browser: all that the person has. WebAuthn Level 3 §5.1.10.2.</summary>
    public required string Accepted { get; init; }
}
