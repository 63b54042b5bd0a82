using System.Net;
using System.Security.Claims;
using Latchkey.Protocol;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

// A web app that signs people in with ASP.NET Core's own OpenID Connect handler: nothing here is Latchkey's but the address.
if (SampleSettings.Find("web", args) is not { } settings) return 2;
var builder = WebApplication.CreateBuilder(args);
if (builder.Configuration["urls"] is null) builder.WebHost.UseUrls("http://localhost:8090");

builder.Services.AddAuthorization();
builder.Services.AddAuthentication(options =>
{
    options.DefaultScheme = CookieAuthenticationDefaults.AuthenticationScheme;
    options.DefaultChallengeScheme = OpenIdConnectDefaults.AuthenticationScheme;
}).AddCookie().AddOpenIdConnect(options =>
{
    options.Authority = settings.Issuer;
    options.ClientId = settings.ClientId;
    options.ClientSecret = settings.ClientSecret;
    options.ResponseType = OpenIdConnectResponseType.Code;          // with PKCE, which is the handler's default
    options.CallbackPath = "/authorization-code/callback";
    options.Scope.Add("email");
    options.MapInboundClaims = false;                               // claims keep the names they have in the token
    options.TokenValidationParameters.NameClaimType = "name";
    options.BackchannelHttpHandler = new SocketsHttpHandler { ConnectCallback = Localhost.ConnectAsync };
    options.SaveTokens = true;                                      // the ID token, for signing out of the browser's session
    options.Events.OnRedirectToIdentityProviderForSignOut = context =>
    {
        context.ProtocolMessage.PostLogoutRedirectUri = $"{context.Request.Scheme}://{context.Request.Host}/";
        return Task.CompletedTask;
    };

    // On your own machine only: http, and cookies that a page without TLS may keep.
    if (!new Uri(settings.Issuer).IsLoopback && !settings.Issuer.Contains(".localhost", StringComparison.Ordinal)) return;
    options.RequireHttpsMetadata = false;
    options.ResponseMode = OpenIdConnectResponseMode.Query;
    options.CorrelationCookie.SameSite = options.NonceCookie.SameSite = SameSiteMode.Lax;
    options.CorrelationCookie.SecurePolicy = options.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
});

var app = builder.Build();
app.UseAuthentication();
app.UseAuthorization();

app.MapGet("/", (ClaimsPrincipal person) => Page(person.Identity is { IsAuthenticated: true, Name: var name }
    ? $"<h1>Hello, {Encoded(name)}</h1><p><a href=\"/profile\">What the token says</a></p><form method=\"post\" action=\"/sign-out\"><button>Sign out</button></form>"
    : "<h1>Nobody is signed in</h1><p><a href=\"/profile\">Sign in</a></p>"));

app.MapGet("/profile", (ClaimsPrincipal person) =>
    Page($"<h1>{Encoded(person.Identity?.Name)}</h1><dl>{string.Concat(person.Claims.Select(claim => $"<dt>{Encoded(claim.Type)}</dt><dd>{Encoded(claim.Value)}</dd>"))}</dl>")).RequireAuthorization();

// The session cookie is SameSite=Lax: another site cannot post this form with it.
app.MapPost("/sign-out", () => TypedResults.SignOut(authenticationSchemes: [CookieAuthenticationDefaults.AuthenticationScheme, OpenIdConnectDefaults.AuthenticationScheme])).RequireAuthorization();

app.Run();
return 0;

static IResult Page(string body) => Results.Content($"<!doctype html><meta charset=\"utf-8\"><title>Latchkey web app</title>{body}", "text/html");

static string Encoded(string? text) => WebUtility.HtmlEncode(text ?? "");
