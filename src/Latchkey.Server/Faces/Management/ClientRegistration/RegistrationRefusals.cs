using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Management.ClientRegistration;

/// <summary>What is wrong with a client's metadata, in the words of RFC 7591 §3.2.2.</summary>
internal static class RegistrationRefusals
{
    public const string InvalidMetadata = "invalid_client_metadata";

    /// <summary>A rule of apps that is broken on these routes is broken by what a client says of itself.</summary>
    public static T RefusesMetadata<T>(this T routes) where T : IEndpointConventionBuilder => routes.AddEndpointFilter(async (invocation, next) =>
    {
        try
        {
            return await next(invocation);
        }
        catch (RuleException broken)
        {
            throw OAuthException.Of(broken.Field == "redirect_uris" ? "invalid_redirect_uri" : InvalidMetadata, Parameters.Printable(broken.Message));
        }
    });
}
