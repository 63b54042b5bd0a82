using System.Globalization;
using System.Text.Json;
using Latchkey.Protocol;
using Latchkey.Server.Users;

namespace Latchkey.Server.Tokens;

/// <summary>Scopes to claims, profile attributes to claim names. OpenID Connect Core §5.1, §5.4; contract §2.3. What a profile lacks is left out: an empty claim is an invalid one.</summary>
public static class StandardClaims
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

    /// <summary>Everything the scopes allow: /userinfo, and an ID token that comes alone.</summary>
    public static void WriteAll(Utf8JsonWriter json, User user, IReadOnlyCollection<string> scopes)
    {
        if (scopes.Contains(Scope.Profile))
        {
            WriteNames(json, user);
            foreach (var (claim, attribute) in OfProfile) Write(json, claim, user[attribute]);
            json.WriteNumber("updated_at", user.UpdatedAt.ToUnixTimeSeconds());
        }
        if (scopes.Contains(Scope.Email))
        {
            Write(json, "email", user.Email);
            json.WriteBoolean("email_verified", user.EmailVerified);
        }
        if (scopes.Contains(Scope.Phone)) Write(json, "phone_number", user["primaryPhone"] ?? user["mobilePhone"]);
        if (scopes.Contains(Scope.Address)) WriteAddress(json, user);
    }

    /// <summary>What an ID token beside an access token says: enough to greet a person (contract §2.3, "thin").</summary>
    public static void WriteThin(Utf8JsonWriter json, User user, IReadOnlyCollection<string> scopes)
    {
        if (scopes.Contains(Scope.Profile)) WriteNames(json, user);
        if (scopes.Contains(Scope.Email)) Write(json, "email", user.Email);
    }

    private static void WriteNames(Utf8JsonWriter json, User user)
    {
        Write(json, "name", user.DisplayName);
        Write(json, "preferred_username", user.Login);
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
