using Latchkey.Server.Core.Clients;

namespace Latchkey.Server.Faces.Console.Applications.Starting;

/// <summary>What an app's configuration asks for.</summary>
/// <param name="Issuer">Of the authorization server that apps ordinarily use.</param>
/// <param name="ClientId">The app's.</param>
/// <param name="Redirect">The redirect URI that suits a phone best; empty where there is none.</param>
/// <param name="AfterSignOut">The same for after the sign-out.</param>
/// <param name="Public">It has no secret.</param>
public sealed record AppValues(string Issuer, string ClientId, string Redirect, string AfterSignOut, bool Public)
{
    public static AppValues Of(App app, string issuer) => new(issuer, app.Id, Best(app.RedirectUris), Best(app.PostLogoutRedirectUris), app.Public);

    /// <summary>A scheme of the app's own, where it has one.</summary>
    private static string Best(IReadOnlyList<string> addresses) =>
        addresses.FirstOrDefault(address => !address.StartsWith("http", StringComparison.Ordinal)) ?? (addresses.Count > 0 ? addresses[0] : "");
}
