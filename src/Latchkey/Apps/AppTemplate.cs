using Latchkey.Cli.Api;
using Latchkey.Protocol;

namespace Latchkey.Cli.Apps;

/// <summary>The kinds of app the CLI makes, with what the server needs to know about each. Contract §3.1, §5.5.</summary>
public sealed record AppTemplate(string Name, string Title, string ApplicationType, string Grant, string ResponseType, string? ClientAuthentication)
{
    public static readonly AppTemplate Web = new("web", "Web", "web", GrantType.AuthorizationCode, "code", null);
    public static readonly AppTemplate Spa = new("spa", "Single Page App", "browser", GrantType.AuthorizationCode, "code", ClientAuthMethod.None);
    public static readonly AppTemplate Native = new("native", "Native App (mobile)", "native", GrantType.AuthorizationCode, "code", ClientAuthMethod.None);
    public static readonly AppTemplate Service = new("service", "Service (Machine-to-Machine)", "service", GrantType.ClientCredentials, "token", null);

    /// <summary>In the order of the menu.</summary>
    public static readonly IReadOnlyList<AppTemplate> All = [Web, Spa, Native, Service];

    public static AppTemplate? Find(string name) => All.FirstOrDefault(template => template.Name == name);

    /// <summary>Somebody signs in to it, so it has addresses to come back to.</summary>
    public bool HasRedirects => this != Service;

    /// <summary>It can keep a secret, which goes to a file rather than to the screen.</summary>
    public bool HasSecret => ClientAuthentication is null;

    public NewApp App(string label, RedirectUris redirects, bool refreshToken) => new(
        label,
        new AppSettings(new OauthClient
        {
            ApplicationType = ApplicationType,
            RedirectUris = HasRedirects ? redirects.SignIn : null,
            PostLogoutRedirectUris = HasRedirects ? redirects.SignOut : null,
            ResponseTypes = [ResponseType],
            GrantTypes = refreshToken ? [Grant, GrantType.RefreshToken] : [Grant],
            RefreshToken = refreshToken ? new RefreshTokenSettings("ROTATE") : null,
        }),
        ClientAuthentication is { } method ? new NewAppCredentials(new NewAppClient(method)) : null);
}
