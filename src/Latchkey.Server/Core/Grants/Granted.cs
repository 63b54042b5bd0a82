using System.Text.Json;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Requests;

namespace Latchkey.Server.Core.Grants;

/// <summary>What was agreed, by whom, for whom: all a token says.</summary>
internal sealed record Granted
{
    public required AuthorizationServer Server { get; init; }
    public required App App { get; init; }
    /// <summary>Null where an app acts for itself.</summary>
    public User? User { get; init; }
    public required IReadOnlyList<string> Scopes { get; init; }
    /// <summary>What an ID token speaks of, where a refresh narrowed the access token alone; null: the same (contract §2.4).</summary>
    public IReadOnlyList<string>? IdTokenScopes { get; init; }
    public required AccessPolicyRule Rule { get; init; }
    /// <summary>The request that asks for them: a hook is told of it.</summary>
    public HttpContext? Http { get; init; }
    public string? GrantId { get; init; }
    /// <summary>Of the refresh token they come with, where that replaced another: an access token in use says that it arrived (decision 0006).</summary>
    public int Generation { get; init; }
    /// <summary>The era of the token this one came of, and ends with; null: the person's own.</summary>
    public long? Era { get; init; }
    /// <summary>How it began: a refresh is judged by it (contract §3.4).</summary>
    public string GrantType { get; init; } = Protocol.GrantType.AuthorizationCode;
    public DateTimeOffset? AuthenticatedAt { get; init; }
    public string Amr { get; init; } = "";
    public string? Acr { get; init; }
    /// <summary>As <see cref="SingleSignOn.Session.IdpId"/>: the <c>idp</c> of ID tokens (contract §2.3).</summary>
    public string? IdpId { get; init; }
    /// <summary>The browser session it came of: the <c>sid</c> of ID tokens, so that an app knows which sign-out is meant.</summary>
    public string? SessionId { get; init; }
    /// <summary>RFC 7638 thumbprint of the key the tokens are bound to (RFC 9449 §6.1); null: bearer tokens.</summary>
    public string? KeyThumbprint { get; init; }
    /// <summary>Only ever from the authorization request itself (contract §2.3).</summary>
    public string? Nonce { get; init; }
    /// <summary>Single claims the request asked for by name, as far as a policy allows them.</summary>
    public RequestedClaims Claims { get; init; } = RequestedClaims.None;

    /// <summary>The device session the ID token names, with the digest of its secret (contract §2.11).</summary>
    public DeviceSecret? Device { get; init; }
    /// <summary>The claims of the token an app acts with. RFC 8693 §4.1.</summary>
    public JsonElement? ActsFor { get; init; }
    /// <summary>What is left of the token this one came of.</summary>
    public TimeSpan? NotLongerThan { get; init; }

    public TimeSpan AccessTokenLifetime =>
        NotLongerThan is { } most && most < TimeSpan.FromMinutes(Rule.AccessTokenMinutes) ? most : TimeSpan.FromMinutes(Rule.AccessTokenMinutes);
}
