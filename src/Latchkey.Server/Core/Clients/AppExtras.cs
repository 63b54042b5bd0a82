using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Clients;

/// <summary>What a client says of itself when it registers and no setting of an app holds. OpenID Connect Registration §2.</summary>
/// <param name="Contacts">Whom to write to.</param>
/// <param name="DefaultMaxAge">In seconds, as <see cref="App.DefaultMaxAge"/>.</param>
/// <param name="SaysWhen">Given back, and no more: every ID token of a person has <c>auth_time</c> anyway.</param>
/// <param name="SoftwareId">RFC 7591 §2. Passed over where it is too long.</param>
/// <param name="SoftwareVersion">As <paramref name="SoftwareId"/>.</param>
internal sealed record AppExtras(IReadOnlyList<string>? Contacts, int? DefaultMaxAge, bool? SaysWhen, string? SoftwareId, string? SoftwareVersion)
{
    private const int MostContacts = 20;
    private const int Longest = 255;

    /// <summary>As it is stored, by the names of the standard.</summary>
    /// <exception cref="RuleException">It breaks a rule.</exception>
    internal JsonObject Checked()
    {
        if (Contacts is { Count: > MostContacts } || Contacts?.Any(contact => contact.Length > Longest) is true)
            throw new RuleException("contacts", $"at most {MostContacts}, each of at most {Longest} characters");
        if (DefaultMaxAge < 0) throw new RuleException("default_max_age", "must be a number of seconds");

        var extras = new JsonObject();
        if (Contacts is not null) extras["contacts"] = ApiJson.List(Contacts);
        if (DefaultMaxAge is not null) extras["default_max_age"] = DefaultMaxAge;
        if (SaysWhen is { } always) extras["require_auth_time"] = always;
        foreach (var (name, text) in ((string, string?)[])[("software_id", SoftwareId), ("software_version", SoftwareVersion)])
            if (text is { Length: > 0 and <= Longest }) extras[name] = text;
        return extras;
    }
}
