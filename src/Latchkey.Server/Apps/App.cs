using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server.Web;

namespace Latchkey.Server.Apps;

/// <summary>An app people or machines sign in to: an OAuth client. RFC 6749 §2, contract §3.1.</summary>
public sealed record App
{
    /// <summary>Also the client_id.</summary>
    public required string Id { get; init; }
    public required string OrgId { get; init; }
    public required string Label { get; init; }
    public required bool Active { get; init; }
    /// <summary>native, web, browser or service.</summary>
    public required string ApplicationType { get; init; }
    public required string AuthMethod { get; init; }
    public required bool PkceRequired { get; init; }
    public Secret? Secret { get; init; }
    public required IReadOnlySet<string> GrantTypes { get; init; }
    public required IReadOnlySet<string> ResponseTypes { get; init; }
    public required IReadOnlyList<string> RedirectUris { get; init; }
    public required IReadOnlyList<string> PostLogoutRedirectUris { get; init; }
    public required RefreshRotation Rotation { get; init; }
    /// <summary>RS256 or ES256 for this app's ID tokens; null follows the authorization server.</summary>
    public string? IdTokenAlgorithm { get; init; }
    /// <summary>Everything the management API stores for it and gives back.</summary>
    public required JsonObject Document { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    public bool Public => AuthMethod == ClientAuthMethod.None;
}

/// <summary>
/// Whether a refresh hands out a new refresh token, and how long the one before it may be repeated by a client that
/// cannot prove possession of a key. Null: until the new one has been used (the default of native apps).
/// </summary>
public sealed record RefreshRotation(bool Rotates, TimeSpan? Leeway);
