namespace Latchkey.Server.Faces.Management.Description;

/// <summary>GET /api/openapi.json: what this server's API is, in OpenAPI 3.1. The same for every org, and for whoever asks.</summary>
internal static class DescriptionEndpoint
{
    public const string Path = "/api/openapi.json";

    public static async Task<IResult> Handle(HttpContext http, ApiDescription description)
    {
        http.Response.Headers.CacheControl = "public, max-age=300";
        return Results.Bytes(await description.Read(), "application/json");
    }
}
