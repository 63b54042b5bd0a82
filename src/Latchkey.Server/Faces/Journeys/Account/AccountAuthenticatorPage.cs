using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.Account;

/// <summary>One authenticator of a person: its name, and its end.</summary>
public sealed record AccountAuthenticatorPage : PageModel<AccountAuthenticatorView>
{
    public required OwnAuthenticator Authenticator { get; init; }
    /// <summary>Whether people give names to this kind.</summary>
    public bool HasName { get; init; }
    public bool NameInvalid { get; init; }
    public required IReadOnlyDictionary<string, string> Fields { get; init; }
}
