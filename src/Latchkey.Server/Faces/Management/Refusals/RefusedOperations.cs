using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.Refusals;

/// <summary>
/// What is refused, by 501 E0000060 with one sentence: a client is told that it is not here, and does not take a 404 for a thing that is gone. Contract §3.0,
/// refused operations.
/// </summary>
internal static class RefusedOperations
{
    private const string Sms = "This server has no sender of text messages.";
    private const string Certificates = "TLS ends at the proxy before this server, which has the certificates: set them there.";
    private const string Saml = "SAML and sign-in by stored passwords (SWA) are not offered here.";
    private const string ProviderKeys =
        "Certificates of an identity provider are for SAML, which is not offered here: an OpenID provider publishes its keys, and this server its own.";
    private const string Captcha = "Sign-up and recovery are protected by limits and mailed codes here, and by no captcha of another company.";
    private const string Governance = "Access governance is not a part of this server.";
    private const string Forms = "Pages of this server lay out their forms themselves.";
    private const string Risk = "This server reckons no risk or class of a person.";

    /// <summary>By address.</summary>
    public static readonly IReadOnlyList<RefusedOperation> All =
    [
        new("/apps/{appId}/connections", Saml), new("/apps/{appId}/sso/saml/metadata", Saml),
        new("/apps/{appId}/features", "This server provisions nobody into apps."),
        new("/apps/{appId}/features/{name}", "This server provisions nobody into apps."),
        new("/apps/{appName}/{appId}/oauth2/callback", "This server provisions nobody into apps."),
        new("/authenticators/{id}/methods/{method}/verify-rp-id-domain", "Passkeys belong to the address of the org itself."),
        new("/authorizationServers/{serverId}/resourceservercredentials/keys", "Access tokens are signed and not encrypted here."),
        new("/authorizationServers/{serverId}/resourceservercredentials/keys/{*rest}", "Access tokens are signed and not encrypted here."),
        new("/captchas", Captcha), new("/captchas/{captchaId}", Captcha), new("/org/captcha", Captcha),
        new("/domains/{domainId}/certificate", Certificates),
        new("/iam/governance/{*rest}", Governance),
        new("/users/{userId}/roles/{roleId}/governance", Governance), new("/users/{userId}/roles/{roleId}/governance/{*rest}", Governance),
        new("/idps/credentials/keys", ProviderKeys), new("/idps/credentials/keys/{kid}", ProviderKeys),
        new("/idps/{idpId}/credentials/{*rest}", ProviderKeys),
        new("/meta/uischemas", Forms), new("/meta/uischemas/{id}", Forms),
        new("/orgs", "Organizations are made by the operator of this server."),
        new("/rate-limit-settings/warning-threshold", "Limits are those of the server, and nobody is warned before one is reached."),
        new("/templates/sms", Sms), new("/templates/sms/{templateId}", Sms), new("/users/{userId}/authenticator-enrollments/phone", Sms),
        new("/users/{userId}/authenticator-enrollments/tac",
            "A temporary access code is a temporary password here: lifecycle/expire_password_with_temp_password."),
        new("/users/{userId}/factors/{factorId}/transactions/{transactionId}",
            "No factor here waits for an answer given elsewhere: codes and passkeys are verified by the call that brings them."),
        new("/users/{userId}/classification", Risk), new("/users/{userId}/risk", Risk),
    ];

    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

    public static RouteGroupBuilder MapRefused(this RouteGroupBuilder api)
    {
        foreach (var (path, reason) in All) api.MapMethods(path, Methods, IResult () => throw new ApiError(501, "E0000060", "Unsupported operation.", reason));
        return api;
    }
}
