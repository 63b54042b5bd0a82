using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Web;

/// <summary>What load balancers and monitors ask.</summary>
public sealed class HealthTests
{
    [Fact]
    public async Task A_monitor_is_answered_whatever_host_it_names_and_is_never_sent_away()
    {
        await using var org = await TestOrg.StartAsync(settings => settings with { RateLimitFactor = 0.001 });
        foreach (var host in (string[])["localhost", "10.0.0.7:8080", "evil.example", "kubernetes"])
            foreach (var path in (string[])["/healthz", "/healthz/live", "//healthz", "/healthz/"])
            {
                var answer = await org.Visit(path.StartsWith("//", StringComparison.Ordinal) ? org.Url + path : path, ("Host", host));
                answer.Status.ShouldBe(200, $"{host} {path}");
                answer.Headers["Content-Type"].ShouldBe("application/json");
                answer.Text.ShouldBe("""{"status":"ok"}""");
                answer.Headers["Cache-Control"].ShouldContain("no-store");
            }
        for (var i = 0; i < 50; i++) (await org.Exchange(HttpMethod.Head, "/healthz", null, ("Host", "10.0.0.7"))).Status.ShouldBe(200);
        (await org.Exchange(HttpMethod.Post, "/healthz", null)).Status.ShouldBe(405);
    }

    [Fact]
    public async Task It_is_not_ready_while_the_database_does_not_answer_and_alive_all_the_same()
    {
        await using var org = await TestOrg.StartAsync();
        (await org.Visit("/healthz")).Status.ShouldBe(200);
        await org.Services.GetRequiredService<Database>().DisposeAsync();
        var down = await org.Visit("/healthz", ("Host", "10.0.0.7"));
        down.Status.ShouldBe(503);
        down.Text.ShouldBe("""{"status":"database unavailable"}""");
        down.Headers["Retry-After"].ShouldBe("5");
        (await org.Visit("/healthz/live")).Status.ShouldBe(200);
    }
}
