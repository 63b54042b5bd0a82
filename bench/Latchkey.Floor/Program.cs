using System.Text;

// What the web framework costs by itself. One program, one of two faces:
//   form  --port N --size BYTES   reads the form a token request posts and answers JSON of that size, without any work
//   pages --port N                an empty Razor Pages app, for cold start and idle memory
var builder = args is ["form", ..] ? WebApplication.CreateSlimBuilder(args[1..]) : WebApplication.CreateBuilder(args[1..]);
builder.Logging.ClearProviders();
builder.WebHost.UseUrls($"http://127.0.0.1:{builder.Configuration["port"]}");
if (args is ["pages", ..]) builder.Services.AddRazorPages();

var app = builder.Build();
if (args is ["pages", ..])
{
    app.MapRazorPages();
}
else
{
    var answer = Answer(int.Parse(builder.Configuration["size"]!, System.Globalization.CultureInfo.InvariantCulture));
    app.MapPost("/token", async (HttpContext http, CancellationToken ct) =>
    {
        var form = await http.Request.ReadFormAsync(ct);
        var known = form["grant_type"] == "client_credentials" && form["scope"].Count == 1 && http.Request.Headers.Authorization.Count == 1;
        return known ? Results.Bytes(answer, "application/json") : Results.BadRequest();
    });
}
app.Run();

static byte[] Answer(int size)
{
    const string start = "{\"token_type\":\"Bearer\",\"expires_in\":3600,\"access_token\":\"", end = "\"}";
    return Encoding.ASCII.GetBytes(start + new string('x', Math.Max(1, size - start.Length - end.Length)) + end);
}
