using Latchkey.AspNetCore;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Lets apps discover how this API is protected.</summary>
public static class LatchkeyMetadataExtensions
{
    /// <summary>
    /// Serves <c>/.well-known/oauth-protected-resource</c>: the issuer to ask for tokens and the scopes the endpoints need,
    /// gathered from the endpoints themselves. Needs <see cref="LatchkeyOptions.Resource"/>; challenges then point to it.
    /// RFC 9728 §3 and §5.1.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="scheme">The scheme whose issuer is named; the default one unless given.</param>
    /// <returns>The endpoint, to restrict or describe further.</returns>
    /// <exception cref="InvalidOperationException">The scheme has no <see cref="LatchkeyOptions.Resource"/>.</exception>
    public static IEndpointConventionBuilder MapLatchkeyMetadata(this IEndpointRouteBuilder endpoints, string scheme = LatchkeyDefaults.AuthenticationScheme)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var options = endpoints.ServiceProvider.GetRequiredService<IOptionsMonitor<LatchkeyOptions>>().Get(scheme);
        var resource =
            options.Resource ?? throw new InvalidOperationException("Latchkey: set options.Resource to this API's address before MapLatchkeyMetadata.");
        return endpoints.MapGet(MetadataAddress.PathOf(resource), (EndpointDataSource all) => TypedResults.Json(new ResourceMetadata
        {
            Resource = resource.OriginalString, AuthorizationServers = [options.Issuer], Name = options.ResourceName,
            Documentation = options.ResourceDocumentation?.OriginalString,
            Scopes = ScopesOf(all), DPoPAlgorithms = options.DPoP == DPoPUse.Refused ? null : Proofs.Algorithms,
            DPoPRequired = options.DPoP == DPoPUse.Required ? true : null,
        }, ResourceMetadataJson.Default.ResourceMetadata)).AllowAnonymous();
    }

    private static string[]? ScopesOf(EndpointDataSource all)
    {
        var scopes = all.Endpoints.SelectMany(endpoint => endpoint.Metadata.GetOrderedMetadata<RequireScopeAttribute>()).SelectMany(each => each.Scopes)
            .Distinct().Order(StringComparer.Ordinal).ToArray();
        return scopes.Length == 0 ? null : scopes;
    }
}
