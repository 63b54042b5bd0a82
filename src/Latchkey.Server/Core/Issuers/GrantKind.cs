using Latchkey.Protocol;

namespace Latchkey.Server.Core.Issuers;

/// <summary>
/// A grant type and all that is said of it: the one place where a new one is declared, beside its arm in the token endpoint. Contract §2.2 and §3.1.
/// </summary>
/// <param name="Name">As it is sent.</param>
/// <param name="AppTypes">Of the apps that may have it.</param>
internal sealed record GrantKind(string Name, IReadOnlyList<string> AppTypes)
{
    private const string Native = "native", Browser = "browser", Web = "web", Service = "service";

    /// <summary>The token endpoint redeems it.</summary>
    public bool AtTokenEndpoint { get; private init; } = true;

    /// <summary>What is got by it may be refreshed.</summary>
    public bool Refreshes { get; private init; }

    /// <summary>
    /// It takes a person who is there and says yes to a page of ours; with any other grant an app acts for itself, for people who do not know, or is
    /// told what they know: in pages of its own it sees passwords, and says yes itself.
    /// </summary>
    public bool NeedsPerson { get; private init; }

    /// <summary>Rules of access policies name it: refreshing is as allowed as what is refreshed.</summary>
    public bool InPolicies { get; private init; } = true;

    /// <summary>OAuth's registries know it: discovery names no others, for some clients read its lists as closed (docs/reference/rulings.md).</summary>
    public bool Registered { get; private init; } = true;

    /// <summary>The rule that an org starts with allows it.</summary>
    public bool ByDefault { get; private init; } = true;

    public static readonly IReadOnlyList<GrantKind> All =
    [
        new(GrantType.AuthorizationCode, [Native, Browser, Web]) { Refreshes = true, NeedsPerson = true },
        new(GrantType.InteractionCode, [Native, Browser, Web]) { Refreshes = true, Registered = false },
        new(GrantType.RefreshToken, [Native, Browser, Web]) { NeedsPerson = true, InPolicies = false },
        new(GrantType.Implicit, [Native, Browser, Web]) { NeedsPerson = true, AtTokenEndpoint = false },
        new(GrantType.Password, [Native, Browser, Web]) { Refreshes = true },
        new(GrantType.ClientCredentials, [Web, Service]),
        new(GrantType.DeviceCode, [Native, Browser, Web]) { Refreshes = true, NeedsPerson = true },
        new(GrantType.TokenExchange, [Native, Browser, Web, Service]) { Refreshes = true },
        new(GrantType.JwtBearer, [Native, Web, Service]) { Refreshes = true, ByDefault = false },
        new(GrantType.Ciba, [Web]) { Refreshes = true },
    ];

    /// <summary>Those that <see cref="NeedsPerson"/> is said of.</summary>
    public static readonly IReadOnlyList<string> OfPeople = Named(grant => grant.NeedsPerson);

    public static IReadOnlyList<string> Of(string applicationType) => Named(grant => grant.AppTypes.Contains(applicationType));

    public static IReadOnlyList<string> Named(Func<GrantKind, bool> which) => [.. All.Where(which).Select(grant => grant.Name)];

    public override string ToString() => Name;
}
