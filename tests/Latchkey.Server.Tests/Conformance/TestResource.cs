using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Tokens;
using Latchkey.Server.Faces.Management.Orgs;
using Latchkey.Server.Ground.Web;
using Latchkey.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Latchkey.Server.Tests.Conformance;

/// <summary>
/// An API for tokens of plain OAuth, which /userinfo does not take: it stands at its own address and has every token and
/// proof checked by the code that checks them for /userinfo.
/// </summary>
internal sealed class TestResource : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly TestOrg org;

    private TestResource(WebApplication app, TestOrg org) => (this.app, this.org) = (app, org);

    public string Url => app.Urls.Single() + "/resource";

    public static async Task<TestResource> Start(TestOrg org)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var resource = new TestResource(builder.Build(), org);
        resource.app.MapGet("/resource", (Delegate)resource.Handle);
        await resource.app.StartAsync();
        return resource;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<IResult> Handle(HttpContext http)
    {
        var home = (await org.Services.GetRequiredService<OrgDirectory>().Default(http.RequestAborted))!;
        var server = (await org.Services.GetRequiredService<Core.Issuers.AuthorizationServers>().Find(home, "default", http.RequestAborted))!;
        http.Features.Set(home with { Url = app.Urls.Single() });
        try
        {
            return Results.Json(new { app = (await org.Services.GetRequiredService<PresentedTokens>().Require(http, server)).ClientId });
        }
        catch (OAuthException refusal)
        {
            http.Response.Headers.WWWAuthenticate = refusal.Challenge;
            return Results.StatusCode(refusal.Status);
        }
    }
}
