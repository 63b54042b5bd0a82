using System.Text.Json.Nodes;

namespace Latchkey.Server.Core.Clients;

/// <summary>What an app says of itself to the people who sign in to it. OpenID Connect Registration §2.</summary>
/// <param name="Label">What it is called.</param>
/// <param name="Logo">The address of its picture.</param>
/// <param name="Home">Its own page.</param>
/// <param name="Privacy">What it does with what it learns.</param>
/// <param name="Terms">What it asks people to agree to.</param>
/// <param name="Login">Where a sign-in to it begins. OpenID Connect Core §4.</param>
public sealed record AppAbout(string Label, string? Logo = null, string? Home = null, string? Privacy = null, string? Terms = null, string? Login = null)
{
    public static AppAbout Of(App app)
    {
        if (app.IsBookmark)
        {
            var bookmark = Bookmark.Read(app.Document);
            return new(app.Label, bookmark.Logo, bookmark.Url, Login: bookmark.Url);
        }
        var client = app.Document["settings"]?["oauthClient"];
        return new(app.Label, Text(client, "logo_uri"), Text(client, "client_uri"), Text(client, "policy_uri"), Text(client, "tos_uri"),
            Text(client, "initiate_login_uri"));
    }

    /// <summary>Where somebody goes who picks it among their apps; null: it cannot be begun from elsewhere.</summary>
    public static string? Start(App app, string issuer) =>
        !app.Active || IsHidden(app) ? null : Of(app) is not { Login: { } login } about ? null : app.IsBookmark ? login : about.WayIn(issuer);

    private static bool IsHidden(App app) =>
        app.Document["visibility"]?["hide"]?["web"] is JsonValue hidden && hidden.TryGetValue<bool>(out var said) && said;

    /// <summary>Where a person goes who wants to begin again; null where the app names no place of its own.</summary>
    public string? WayIn(string issuer) => Login is { } login ? $"{login}{(login.Contains('?') ? '&' : '?')}iss={Uri.EscapeDataString(issuer)}" : Home;

    /// <summary>Where the logo comes from, for the page's <c>img-src</c>.</summary>
    public IReadOnlyList<string> ImageSources =>
        Logo is not null && Uri.TryCreate(Logo, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
        ? [address.IsDefaultPort ? $"{address.Scheme}://{address.IdnHost}" : $"{address.Scheme}://{address.IdnHost}:{address.Port}"] : [];

    private static string? Text(JsonNode? client, string name) => client?[name]?.GetValue<string>() is { Length: > 0 } text ? text : null;
}
