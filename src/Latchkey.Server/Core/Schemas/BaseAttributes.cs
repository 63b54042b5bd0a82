using System.Collections.Frozen;

namespace Latchkey.Server.Core.Schemas;

/// <summary>The attributes that every org's people have. Contract §3.2, "Base profile limits".</summary>
internal static class BaseAttributes
{
    private const int Ordinary = 100;

    public static readonly FrozenDictionary<string, BaseAttribute> OfUsers = new Dictionary<string, BaseAttribute>
    {
        ["login"] = new("Username", 100) { Shortest = 5, Required = true },
        ["email"] = new("Primary email", 100) { Shortest = 5, Format = "email", Required = true },
        ["secondEmail"] = new("Secondary email", 100) { Format = "email" },
        ["firstName"] = new("First name", 50) { Shortest = 1, Required = true },
        ["lastName"] = new("Last name", 50) { Shortest = 1, Required = true },
        ["middleName"] = new("Middle name", 50), ["honorificPrefix"] = new("Honorific prefix", 50), ["honorificSuffix"] = new("Honorific suffix", 50),
        ["title"] = new("Title", Ordinary), ["displayName"] = new("Display name", Ordinary), ["nickName"] = new("Nickname", Ordinary),
        ["profileUrl"] = new("Profile Url", 1024) { Format = "uri" },
        ["primaryPhone"] = new("Primary phone", 100), ["mobilePhone"] = new("Mobile phone", 100),
        ["streetAddress"] = new("Street address", 1024), ["city"] = new("City", 128), ["state"] = new("State", 128), ["zipCode"] = new("Zip code", 50),
        ["countryCode"] = new("Country code", 2) { Format = "country-code" }, ["postalAddress"] = new("Postal Address", 4096),
        ["preferredLanguage"] = new("Preferred language", 35) { Format = "language-code" }, ["locale"] = new("Locale", 35) { Format = "locale" },
        ["timezone"] = new("Time zone", 64) { Format = "timezone" }, ["userType"] = new("User type", Ordinary),
        ["employeeNumber"] = new("Employee number", Ordinary), ["costCenter"] = new("Cost center", Ordinary),
        ["organization"] = new("Organization", Ordinary), ["division"] = new("Division", Ordinary), ["department"] = new("Department", Ordinary),
        ["managerId"] = new("ManagerId", Ordinary), ["manager"] = new("Manager", Ordinary),
        // Not among the contract's: what OpenID Connect Core §5.1 has standard claims for.
        ["picture"] = new("Picture", 1024) { Format = "uri" }, ["website"] = new("Website", 1024) { Format = "uri" },
        ["gender"] = new("Gender", Ordinary), ["birthdate"] = new("Birthdate", 10),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static readonly FrozenDictionary<string, BaseAttribute> OfGroups = new Dictionary<string, BaseAttribute>
    {
        ["name"] = new("Name", 255) { Shortest = 1, Required = true }, ["description"] = new("Description", 1024),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static readonly FrozenDictionary<string, BaseAttribute> OfApps = new Dictionary<string, BaseAttribute>
    {
        ["userName"] = new("Username", 100) { Required = true },
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
