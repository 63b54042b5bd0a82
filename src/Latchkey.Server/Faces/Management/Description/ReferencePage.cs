using System.Security.Cryptography;
using Latchkey.Server.Ground.Web;
using Scalar.AspNetCore;

namespace Latchkey.Server.Faces.Management.Description;

/// <summary>
/// GET /api/reference: the description as a page, by Scalar, whose script comes from here. It lays styles into the page as it runs, which no other page of
/// this server may: so it is on a development server, and elsewhere where the operator asked for it.
/// </summary>
internal static class ReferencePage
{
    public const string Path = "/api/reference";

    public static void MapReferencePage(this RouteGroupBuilder app)
    {
        var page = app.MapGroup("").CalledBy(CallerKind.Anybody).FailsWithAPage().RateLimited(RateLimit.Pages);
        page.MapScalarApiReference(Path, (options, http) =>
        {
            options.Title = "Latchkey API";
            options.OpenApiRoutePattern = DescriptionEndpoint.Path;
            options.Nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
            (options.Telemetry, options.DefaultFonts, options.PersistentAuthentication, options.DynamicBaseServerUrl) = (false, false, false, false);
            options.Agent = new ScalarAgentOptions { Disabled = true };
            options.Mcp = new ScalarMcpOptions { Disabled = true };
            options.ShowDeveloperTools = DeveloperToolsVisibility.Never;
            Protect(http.Response.Headers, options.Nonce);
        });
    }

    private static void Protect(IHeaderDictionary headers, string nonce)
    {
        headers.ContentSecurityPolicy = $"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
            + "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers.CacheControl = "no-store";
        headers.XFrameOptions = "DENY";
    }
}
