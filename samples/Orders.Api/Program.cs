using System.Security.Claims;
using Orders.Api;

// A protected API. Where tokens come from: --issuer and --audience, LATCHKEY_ISSUER and LATCHKEY_AUDIENCE,
// or the dev.json that `latchkey dev` leaves in its data folder.
var builder = WebApplication.CreateBuilder(args);
var issuer = TrustedIssuer.Find(builder.Configuration, Directory.GetCurrentDirectory());
if (issuer is null)
{
    Console.Error.WriteLine("No issuer: start `latchkey dev` in this folder or one above it, or give --issuer and --audience.");
    return 1;
}
if (builder.Configuration["urls"] is null) builder.WebHost.UseUrls("http://localhost:5080");

builder.Services.AddLatchkey(issuer.Url, issuer.Audience);
builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.AllowAnyOrigin().AllowAnyMethod().WithHeaders("Authorization", "Content-Type").WithExposedHeaders("WWW-Authenticate")));
builder.Services.AddSingleton<OrderBook>();

var app = builder.Build();
app.UseCors();

// For everyone.
app.MapGet("/hello", () => new { message = "Hello! This needs no token; /orders does." });

// For whoever is signed in.
app.MapGet("/whoami", (ClaimsPrincipal caller) => caller.Claims.Select(claim => new { name = claim.Type, value = claim.Value })).RequireAuthorization();
app.MapGet("/orders", (ClaimsPrincipal caller, OrderBook book) => book.Of(Customer.From(caller))).RequireAuthorization();
app.MapPost("/orders", (ClaimsPrincipal caller, OrderBook book, OrderRequest wanted) => wanted.Problem is { } problem
    ? Results.ValidationProblem(problem)
    : Results.Json(book.Place(Customer.From(caller), wanted.Item, wanted.Quantity), statusCode: StatusCodes.Status201Created)).RequireAuthorization();

// For programs that were granted the scope, such as a warehouse's nightly job: everyone's orders.
app.MapGet("/warehouse/orders", (OrderBook book) => book.All()).RequireScope("orders:read");

app.Run();
return 0;
