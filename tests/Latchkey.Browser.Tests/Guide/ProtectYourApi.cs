using System.Security.Claims;
using Latchkey.AspNetCore;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Browser.Tests.Guide;

/// <summary>The code of docs/guide/protect-your-api.md, compiled. <see cref="GuideTests"/> holds the two together.</summary>
internal static class ProtectYourApi
{
    public static void Simple(WebApplicationBuilder builder)
    {
        builder.Services.AddLatchkey("https://id.example.com/oauth2/default", audience: "api://default");

        var app = builder.Build();
        app.MapGet("/hello", () => "Hello");
        app.MapGet("/orders", (ClaimsPrincipal caller) => $"The orders of {caller.Identity!.Name}").RequireAuthorization();

        app.MapGet("/warehouse/orders", () => "Everybody's orders").RequireScope("orders:read");
        app.MapGroup("/admin").RequireScope("orders:read", "orders:write");

        app.MapPost("/transfers", () => "Transferred").RequireAcr("urn:okta:loa:2fa:any").RequireRecentSignIn(TimeSpan.FromMinutes(5));

        app.MapLatchkeyMetadata();

        app.UseCors();
    }

    public static void Settings(WebApplicationBuilder builder)
    {
        builder.Services.AddAuthorizationBuilder().AddPolicy("refunds", policy => policy.RequireScope("orders:write").RequireClaim("groups", "Support"));

        builder.Services.AddLatchkey("https://id.example.com/oauth2/default", "api://default", options =>
        {
            options.Introspection = new()
            {
                ClientId = "0oa…", ClientSecret = builder.Configuration["Latchkey:Secret"]!,
                CacheFor = TimeSpan.FromSeconds(30),
            };
        });

        builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.WithOrigins("https://app.example.com").WithMethods("GET", "POST").WithLatchkeyHeaders()));
    }

    public static void Named(LatchkeyOptions options)
    {
        options.Resource = new Uri("https://api.example.com");
        options.ResourceName = "Orders";
    }
}
