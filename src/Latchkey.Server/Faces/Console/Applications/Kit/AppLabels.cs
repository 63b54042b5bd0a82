using Latchkey.Server.Ground.Languages;

namespace Latchkey.Server.Faces.Console.Applications.Kit;

/// <summary>What the pages call the fields of an app.</summary>
internal static class AppLabels
{
    public static IReadOnlyDictionary<string, string> Of(ConsoleTexts words) => new Dictionary<string, string>
    {
        ["label"] = words.AppIntegrationName,
        [General.AppSections.Url] = words.BookmarkAddress,
        ["application_type"] = words.ApplicationType,
        ["grant_types"] = words.GrantType,
        ["redirect_uris"] = words.SignInRedirectUris,
        ["post_logout_redirect_uris"] = words.SignOutRedirectUris,
        ["initiate_login_uri"] = words.InitiateLoginUri,
        ["rotation_type"] = words.RefreshTokenBehavior,
        ["leeway"] = words.GracePeriod,
        ["token_endpoint_auth_method"] = words.ClientAuthentication,
        ["pkce_required"] = "PKCE",
        ["jwks"] = words.PublicKeys,
        ["jwks_uri"] = words.PublicKeysUrl,
        ["frontchannel_logout_uri"] = words.FrontchannelLogoutUri,
        ["backchannel_logout_uri"] = words.BackchannelLogoutUri,
        ["client_uri"] = words.AppHomePage,
        ["logo_uri"] = words.AppLogo,
        ["tos_uri"] = words.AppTerms,
        ["policy_uri"] = words.AppPolicy,
        ["groups"] = words.SelectedGroups,
    };
}
