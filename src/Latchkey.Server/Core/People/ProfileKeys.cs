using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.People;

/// <summary>The attributes a person is found by, in the form they are compared in.</summary>
internal sealed record ProfileKeys(string Login, string LoginKey, string ShortLoginKey, string Email, string EmailKey, string FirstNameKey, string LastNameKey)
{
    public static ProfileKeys Of(JsonObject profile)
    {
        var login = Text(profile, "login");
        var key = Identifiers.Canonical(login);
        var email = Text(profile, "email");
        return new(login, key, key.Split('@', 2)[0], email, Identifiers.Canonical(email), Identifiers.Canonical(Text(profile, "firstName")),
            Identifiers.Canonical(Text(profile, "lastName")));
    }

    private static string Text(JsonObject profile, string attribute) =>
        profile[attribute] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";
}
