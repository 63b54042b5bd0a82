using System.Security.Claims;
using Latchkey.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Browser.Tests.Guide;

/// <summary>The code of src/Latchkey.AspNetCore/README.md, compiled. <see cref="GuideTests"/> holds the two together.</summary>
internal static class ReadmeOfAspNetCore
{
    public static void First(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddLatchkey("https://id.example.com/oauth2/default", audience: "api://default");

        var app = builder.Build();
        app.MapGet("/hello", () => "Hello");                                                                // anyone
        app.MapGet("/whoami", (ClaimsPrincipal caller) => caller.Identity!.Name).RequireAuthorization();    // a valid token
        app.MapGet("/orders", () => "Everybody's orders").RequireScope("orders:read");                      // and this scope
        app.Run();
    }

    public static void More(WebApplicationBuilder builder, WebApplication app, string issuer)
    {
        builder.Services.AddLatchkey(issuer, "api://default", options =>
        {
            options.Introspection = new() { ClientId = "0oa…", ClientSecret = "…" };      // signing out and revoking count at once
            options.DPoP = DPoPUse.Required;                                              // a stolen token opens nothing
            options.Resource = new Uri("https://api.example.com");                        // how callers know this API
            options.RequireIssuerAtStart = true;                                          // a wrong issuer stops the start
        });
        app.MapLatchkeyMetadata();                                                        // /.well-known/oauth-protected-resource, RFC 9728
        app.MapPost("/transfers", () => "Transferred").RequireScope("transfers").RequireAcr("urn:okta:loa:2fa:any").RequireRecentSignIn(TimeSpan.FromMinutes(5));
    }
}
