using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Sealing;

namespace Latchkey.Server.Core.Clients;

/// <summary>An app in JSON: as it is stored, and as the management API speaks of it. Contract §3.1.</summary>
internal static class AppDocument
{
    /// <summary>What a client said of itself when it registered: <see cref="AppExtras"/>.</summary>
    public const string Extras = "registration";

    /// <summary>What it says of the app, whether or not it may: <see cref="AppDraft.Of"/> decides.</summary>
    /// <exception cref="RuleException">Something in it is of another type.</exception>
    public static AppProposal Read(JsonObject document)
    {
        var credentials = document.Object("credentials");
        var settings = document.Object("settings");
        var proof = credentials?.Object("oauthClient") ?? [];
        return new()
        {
            Label = document.Text("label"),
            SignOnMode = document.Text("signOnMode"),
            Name = document.Text("name"),
            Bookmark = document.Text("signOnMode") == Bookmark.Mode ? Bookmark.Read(document) : null,
            Client = settings?.Object("oauthClient") is { } client ? Client(client) : null,
            NotDone = [.. NotDoneHere.Of(document, settings ?? [])],
            Id = proof.Text("client_id"),
            AuthMethod = proof.Text("token_endpoint_auth_method"),
            Secret = proof.Text("client_secret") is { } secret ? new Secret(secret) : null,
            PkceRequired = proof.Flag("pkce_required"),
            AutoKeyRotation = proof.Flag("autoKeyRotation"),
            SigningKid = credentials?.Object("signing") is { } signing && signing.ContainsKey("kid") ? signing.Text("kid") ?? "" : null,
            Accessibility = document.Object("accessibility"),
            Visibility = document.Object("visibility"),
            Profile = document.Object("profile"),
            Notes = settings?.Object("notes"),
            Phones = PhonePrograms.Read(settings?.Object(PhonePrograms.Name)),
            BrandId = settings?.Text(AppDraft.Brand),
            UserNameTemplate = credentials?.Object("userNameTemplate"),
        };
    }

    private static OAuthProposal Client(JsonObject client)
    {
        var refresh = client.Object("refresh_token");
        return new()
        {
            ApplicationType = client.Text("application_type"),
            GrantTypes = client.Texts("grant_types"),
            ResponseTypes = client.Texts("response_types"),
            RedirectUris = client.Texts("redirect_uris"),
            PostLogoutRedirectUris = client.Texts("post_logout_redirect_uris"),
            ClientUri = client.Text("client_uri"),
            LogoUri = client.Text("logo_uri"),
            TermsUri = client.Text("tos_uri"),
            PolicyUri = client.Text("policy_uri"),
            InitiateLoginUri = client.Text("initiate_login_uri"),
            ConsentMethod = client.Text("consent_method"),
            IssuerMode = client.Text("issuer_mode"),
            IdpInitiatedLogin = client.Object("idp_initiated_login")?.Text("mode"),
            IdpInitiatedScopes = client.Object("idp_initiated_login")?.Texts("default_scope"),
            BackchannelDelivery = client.Text("backchannel_token_delivery_mode"),
            WildcardRedirect = client.Text("wildcard_redirect"),
            SubjectType = client.Text("subject_type"),
            RotationType = refresh?.Text("rotation_type"),
            Leeway = refresh?.Number("leeway"),
            DPoPRequired = client.Flag("dpop_bound_access_tokens"),
            Profile = client.Text("profile"),
            PushedRequestsRequired = client.Flag("require_pushed_authorization_requests"),
            SignedRequestsRequired = client.Flag("require_signed_request_object"),
            RequestObjectAlgorithm = client.Text("request_object_signing_alg"),
            RequestUris = client.Texts("request_uris"),
            Jwks = client.Object("jwks"),
            JwksUri = client.Text("jwks_uri"),
            GroupsClaim = AppGroupsClaim.Read(client.Object("groups_claim")),
            ParticipatesInLogout = client.Flag("participate_slo"),
            FrontchannelLogoutUri = client.Text("frontchannel_logout_uri"),
            FrontchannelLogoutSessionRequired = client.Flag("frontchannel_logout_session_required"),
            BackchannelLogoutUri = client.Text("backchannel_logout_uri"),
            BackchannelLogoutSessionRequired = client.Flag("backchannel_logout_session_required"),
            IdTokenAlgorithm = client.Text("id_token_signed_response_alg"),
            UserInfoAlgorithm = client.Text("userinfo_signed_response_alg"),
            AnswerAlgorithm = client.Text("authorization_signed_response_alg"),
            IntrospectionAlgorithm = client.Text("introspection_signed_response_alg"),
        };
    }
}
