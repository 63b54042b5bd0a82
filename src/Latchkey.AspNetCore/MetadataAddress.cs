namespace Latchkey.AspNetCore;

/// <summary>Where the metadata of a resource is: the well-known part goes between its host and its path. RFC 9728 §3.1.</summary>
internal static class MetadataAddress
{
    private const string WellKnown = "/.well-known/oauth-protected-resource";

    public static string PathOf(Uri resource) => WellKnown + resource.AbsolutePath.TrimEnd('/');

    public static string Of(Uri resource) => resource.GetLeftPart(UriPartial.Authority) + PathOf(resource);
}
