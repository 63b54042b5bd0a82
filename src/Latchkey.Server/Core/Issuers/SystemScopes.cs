using Latchkey.Protocol;

namespace Latchkey.Server.Core.Issuers;

/// <summary>The scopes every authorization server has from the start. Contract §1.2 and §3.4.</summary>
internal static class SystemScopes
{
    private static readonly ScopeDefinition[] Common =
    [
        Of(Scope.OpenId, "Sign you in", "Tells the app who you are."),
        Of(Scope.Profile, "Read your profile", "Your name, picture, language and time zone."),
        Of(Scope.Email, "Read your email address", "Your email address and whether it has been verified."),
        Of(Scope.Address, "Read your address", "Your postal address."),
        Of(Scope.Phone, "Read your phone number", "Your phone number."),
        Of(Scope.OfflineAccess, "Keep you signed in", "The app stays signed in when you are not using it."),
    ];

    public static IReadOnlyList<ScopeDefinition> OfCustomServers { get; } =
    [
        .. Common,
        Of(Scope.DeviceSso, "Sign you in to other apps on this device", "Apps of the same maker need not ask you to sign in again."),
        Of(Scope.InterclientAccess, "Open websites signed in", "The app can open websites of this organization without asking you to sign in again."),
    ];

    public static IReadOnlyList<ScopeDefinition> OfOrgServers { get; } =
        [.. Common, Of(Scope.Groups, "Read your groups", "The groups you are in.")];

    /// <summary>
    /// What is wrong with the name of a scope that somebody wants to add; null when it will do. RFC 6749 §3.3; contract §2.3, "Reserved scopes".
    /// </summary>
    public static string? ProblemOf(string name) => name switch
    {
        "" => "The field cannot be left blank",
        { Length: > 100 } => "must have at most 100 characters",
        _ when name.Any(c => c is <= ' ' or > '~' or '"' or '\\') => "must consist of printable ASCII characters without spaces, quotes and backslashes",
        Scope.OpenId or Scope.Profile or Scope.Email or Scope.Address or Scope.Phone or Scope.OfflineAccess or Scope.Groups or Scope.DeviceSso
            or "interclient_access" or "okta" or "*" => $"'{name}' is a reserved scope",
        _ when name.StartsWith("okta.", StringComparison.OrdinalIgnoreCase) || name.StartsWith("okta:", StringComparison.OrdinalIgnoreCase) =>
            "must not begin with 'okta.' or 'okta:'",
        _ => null,
    };

    private static ScopeDefinition Of(string name, string displayName, string description) =>
        new($"scp_{name}", name, displayName, description, System: true, Default: false, Consent: "IMPLICIT", Published: true);
}
