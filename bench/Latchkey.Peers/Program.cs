using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

// OpenIddict as its guide puts it together, on Entity Framework Core and one SQLite file: --port N --data FOLDER --alg ES256.
// Whoever comes is signed in without a page or a session, so its codes are cheaper than they would be in use.
SQLitePCL.Batteries_V2.Init();
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.UseUrls($"http://localhost:{builder.Configuration["port"]}");
var file = Path.Combine(builder.Configuration["data"]!, "openiddict.db");
builder.Services.AddDbContextPool<DbContext>(options => options.UseSqlite($"Data Source={file}").UseOpenIddict());
builder.Services.AddOpenIddict()
    .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<DbContext>())
    .AddServer(server =>
    {
        server.SetTokenEndpointUris("token").SetAuthorizationEndpointUris("authorize").SetIntrospectionEndpointUris("introspect")
            .SetUserInfoEndpointUris("userinfo").SetRevocationEndpointUris("revoke").SetEndSessionEndpointUris("logout");
        server.AllowClientCredentialsFlow().AllowAuthorizationCodeFlow().AllowRefreshTokenFlow().RequireProofKeyForCodeExchange();
        server.RegisterScopes(Scopes.OpenId, Scopes.Profile, Scopes.Email, Scopes.OfflineAccess, "orders:read");
        server.AddEphemeralEncryptionKey().DisableAccessTokenEncryption();
        if (builder.Configuration["alg"] == "ES256") server.AddSigningKey(new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)));
        else server.AddSigningKey(new RsaSecurityKey(RSA.Create(2048)));
        server.UseAspNetCore().EnableTokenEndpointPassthrough().EnableAuthorizationEndpointPassthrough().EnableUserInfoEndpointPassthrough().EnableEndSessionEndpointPassthrough().DisableTransportSecurityRequirement();
    });

var app = builder.Build();
await using (var scope = app.Services.CreateAsyncScope())
{
    var database = scope.ServiceProvider.GetRequiredService<DbContext>().Database;
    await database.EnsureCreatedAsync();
    await database.ExecuteSqlRawAsync("pragma journal_mode = wal");      // synchronous is full unless somebody says otherwise
    var apps = scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>();
    await apps.CreateAsync(new OpenIddictApplicationDescriptor
    {
        ClientId = "service", ClientSecret = "a-secret-for-the-bench",
        Permissions = { Permissions.Endpoints.Token, Permissions.Endpoints.Introspection, Permissions.GrantTypes.ClientCredentials, Permissions.Prefixes.Scope + "orders:read" },
    });
    await apps.CreateAsync(new OpenIddictApplicationDescriptor
    {
        ClientId = "native", ClientType = ClientTypes.Public, ApplicationType = ApplicationTypes.Native,       // native: any port of this machine
        RedirectUris = { new Uri("http://127.0.0.1/callback") }, PostLogoutRedirectUris = { new Uri("http://127.0.0.1/signed-out") },
        Permissions =
        {
            Permissions.Endpoints.Token, Permissions.Endpoints.Authorization, Permissions.GrantTypes.AuthorizationCode, Permissions.GrantTypes.RefreshToken, Permissions.ResponseTypes.Code,
            Permissions.Endpoints.Revocation, Permissions.Endpoints.EndSession, Permissions.Scopes.Profile, Permissions.Scopes.Email,
        },
    });
}

app.UseAuthentication();
app.MapGet("/authorize", (HttpContext http) => SignedIn(Person(), http.GetOpenIddictServerRequest()!));
app.MapPost("/token", async (HttpContext http) =>
{
    var request = http.GetOpenIddictServerRequest()!;
    if (request.IsClientCredentialsGrantType()) return SignedIn(new ClaimsIdentity(TokenValidationParameters.DefaultAuthenticationType).SetClaim(Claims.Subject, request.ClientId), request);
    // A code or a refresh token, which says who it is about.
    var known = (await http.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme)).Principal!;
    return Results.SignIn(known, authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
});
app.MapGet("/userinfo", async (HttpContext http) =>
{
    var known = (await http.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme)).Principal!;
    return Results.Json(new Dictionary<string, string?> { [Claims.Subject] = known.GetClaim(Claims.Subject), [Claims.Name] = "Mia Martinez", [Claims.Email] = "mia@example.com" });
});
app.MapGet("/logout", () => Results.SignOut(authenticationSchemes: [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]));
app.Run();

static ClaimsIdentity Person() => new ClaimsIdentity(TokenValidationParameters.DefaultAuthenticationType)
    .SetClaim(Claims.Subject, "mia").SetClaim(Claims.Name, "Mia Martinez").SetClaim(Claims.Email, "mia@example.com");

static IResult SignedIn(ClaimsIdentity identity, OpenIddictRequest request)
{
    identity.SetScopes(request.GetScopes());
    identity.SetDestinations(claim => claim.Type is Claims.Name or Claims.Email ? [Destinations.IdentityToken] : [Destinations.AccessToken, Destinations.IdentityToken]);
    return Results.SignIn(new ClaimsPrincipal(identity), authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
}
