using Latchkey.Server.Core.Log;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.Account;

/// <summary>All that a person can see and do of their own account. Its forms say where they lead.</summary>
public sealed record AccountPage : PageModel<AccountView>
{
    public required string PersonName { get; init; }
    public required string Login { get; init; }
    /// <summary>What they may change of their profile, with what stands in it.</summary>
    public required IReadOnlyList<(string Name, string Value)> Profile { get; init; }
    /// <summary>What of it cannot be saved as it was typed.</summary>
    public IReadOnlyList<string> Wrong { get; init; } = [];
    /// <summary>Where they get mail.</summary>
    public string Email { get; init; } = "";
    public bool MayChangeEmail { get; init; }
    /// <summary>When the password was set; null: there is none.</summary>
    public DateTimeOffset? PasswordChangedAt { get; init; }
    public required IReadOnlyList<OwnAuthenticator> Authenticators { get; init; }
    /// <summary>The kinds that they may set up.</summary>
    public IReadOnlyList<string> Enrollable { get; init; } = [];
    public required IReadOnlyList<Place> Browsers { get; init; }
    public required IReadOnlyList<Place> Apps { get; init; }
    /// <summary>What they can open from here.</summary>
    public required IReadOnlyList<OwnApp> OwnApps { get; init; }
    public required IReadOnlyList<AppAccess> Access { get; init; }
    public required IReadOnlyList<SignInSeen> SignIns { get; init; }
    /// <summary>What the browser may tell whoever keeps the passkeys: those that still work. Null where there can be none.</summary>
    public string? Accepted { get; init; }
    public bool MayDelete { get; init; }
    /// <summary>Sent with whatever button is pressed.</summary>
    public required IReadOnlyDictionary<string, string> Fields { get; init; }
    /// <summary>What has just been done, as the address says.</summary>
    public string? Done { get; init; }
}
