using System.Security.Claims;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddLatchkey(builder.Configuration["Latchkey:Issuer"]!, builder.Configuration["Latchkey:Audience"]!);

var app = builder.Build();

// For everyone.
app.MapGet("/hello", () => "Hello! This needs no token; /whoami does.");

// For whoever is signed in.
app.MapGet("/whoami", (ClaimsPrincipal caller) => $"You are {caller.Identity!.Name}").RequireAuthorization();

// For apps that were granted the scope.
app.MapGet("/warehouse", () => "Everybody's orders").RequireScope("orders:read");

app.Run();
