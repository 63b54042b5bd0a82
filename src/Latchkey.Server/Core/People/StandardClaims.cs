using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Latchkey.Protocol;

namespace Latchkey.Server.Core.People;

/// <summary>
/// Scopes to claims, profile attributes to claim names. OpenID Connect Core §5.1, §5.4; contract §2.3. What a profile lacks is left out: an empty
/// claim is an invalid one.
/// </summary>
internal static class StandardClaims
{
    private static readonly (string Claim, string Attribute)[] OfProfile =
    [
        ("family_name", "lastName"), ("given_name", "firstName"), ("middle_name", "middleName"), ("nickname", "nickName"),
        ("profile", "profileUrl"), ("picture", "picture"), ("website", "website"), ("gender", "gender"), ("birthdate", "birthdate"),
        ("zoneinfo", "timezone"), ("locale", "locale"),
    ];

    private static readonly (string Member, string Attribute)[] OfAddress =
    [
        ("street_address", "streetAddress"), ("locality", "city"), ("region", "state"), ("postal_code", "zipCode"), ("country", "countryCode"),
    ];

    /// <summary>Each claim about a person, and the scope that brings it.</summary>
    public static readonly FrozenDictionary<string, string> ScopeOf = OfProfile.Select(one => (one.Claim, Scope.Profile))
        .Concat([("name", Scope.Profile), ("preferred_username", Scope.Profile), ("updated_at", Scope.Profile)])
        .Concat([("email", Scope.Email), ("email_verified", Scope.Email), ("phone_number", Scope.Phone), ("phone_number_verified", Scope.Phone),
        ("address", Scope.Address)])
        .ToFrozenDictionary(one => one.Item1, one => one.Item2);

    /// <summary>Everything the scopes allow: /userinfo, and an ID token that comes alone.</summary>
    /// <param name="json">An object being written.</param>
    /// <param name="user">Who it is about.</param>
    /// <param name="scopes">What was granted.</param>
    /// <param name="asked">Single claims that were asked for by name. OpenID Connect Core §5.5.</param>
    public static void WriteAll(Utf8JsonWriter json, User user, IReadOnlyCollection<string> scopes, IReadOnlyCollection<string> asked) =>
        Write(json, user, claim => scopes.Contains(ScopeOf[claim]) || asked.Contains(claim));

    /// <summary>What an ID token beside an access token says: enough to greet a person (contract §2.3, "thin").</summary>
    /// <inheritdoc cref="WriteAll"/>
    public static void WriteThin(Utf8JsonWriter json, User user, IReadOnlyCollection<string> scopes, IReadOnlyCollection<string> asked) =>
        Write(json, user, claim => (claim is "name" or "preferred_username" or "email" && scopes.Contains(ScopeOf[claim])) || asked.Contains(claim));

    private static void Write(Utf8JsonWriter json, User user, Func<string, bool> wanted)
    {
        if (wanted("name")) Write(json, "name", user.DisplayName);
        if (wanted("preferred_username")) Write(json, "preferred_username", user.Login);
        foreach (var (claim, attribute) in OfProfile)
            if (wanted(claim)) Write(json, claim, user[attribute]);
        if (wanted("updated_at")) json.WriteNumber("updated_at", user.UpdatedAt.ToUnixTimeSeconds());
        if (wanted("email")) Write(json, "email", user.Email);
        if (wanted("email_verified")) json.WriteBoolean("email_verified", user.EmailVerified);
        var phone = user["primaryPhone"] ?? user["mobilePhone"];
        if (wanted("phone_number")) Write(json, "phone_number", phone);
        // what a profile says, nobody has called
        if (wanted("phone_number_verified") && !string.IsNullOrWhiteSpace(phone)) json.WriteBoolean("phone_number_verified", false);
        if (wanted("address")) WriteAddress(json, user);
    }

    private static void WriteAddress(Utf8JsonWriter json, User user)
    {
        if (!OfAddress.Any(part => !string.IsNullOrWhiteSpace(user[part.Attribute]))) return;
        json.WriteStartObject("address");
        foreach (var (member, attribute) in OfAddress) Write(json, member, user[attribute]);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string claim, string? value)
    {
        if (string.IsNullOrWhiteSpace(value)) return;
        json.WriteString(claim, claim == "locale" ? LocaleTag(value) : value);
    }

    // Okta's profiles say en_US as often as en-US; the claim is a BCP 47 tag.
    private static string LocaleTag(string locale) => locale.Replace('_', '-').ToString(CultureInfo.InvariantCulture);
}
