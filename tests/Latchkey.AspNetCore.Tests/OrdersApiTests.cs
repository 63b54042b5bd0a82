using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Latchkey.AspNetCore.Tests;

/// <summary>The sample as its reader runs it: a process of its own, told where the issuer is.</summary>
public sealed class OrdersApiTests : IAsyncLifetime
{
    private readonly TestClock now = TestClock.AtTheRealTime();
    private TestIssuer issuer = null!;
    private HttpClient? http;
    private Process? sample;

    public async Task InitializeAsync() => issuer = await TestIssuer.Start(now);

    [Fact]
    public async Task It_answers_401_without_a_token_and_200_with_one()
    {
        await Start("--issuer", issuer.Url);

        (await Get("/hello")).Status.ShouldBe(HttpStatusCode.OK);
        (await Get("/orders")).Challenge.ShouldBe("Bearer realm=\"api://default\"");
        (await Get("/whoami")).Status.ShouldBe(HttpStatusCode.Unauthorized);

        var orders = await Get("/orders", issuer.AccessToken("openid"));
        orders.Status.ShouldBe(HttpStatusCode.OK, orders.Body);
        orders.Json["sub"]!.GetValue<string>().ShouldBe("mia@example.com");
        orders.Json["uid"]!.GetValue<string>().ShouldBe("00u1");
        orders.Json["orders"]!.AsArray().Count.ShouldBe(3);
        (await Get("/whoami", issuer.AccessToken("openid"))).Body.ShouldContain("{\"name\":\"cid\",\"value\":\"0oa1\"}");
    }

    [Fact]
    public async Task An_order_placed_is_seen_by_its_customer_and_by_a_program_with_the_scope()
    {
        await Start("--issuer", issuer.Url);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/orders") { Content = new StringContent("""{"item":"Door bell","quantity":1}""", Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new("Bearer", issuer.AccessToken("openid"));

        using var placed = await http!.SendAsync(request);

        placed.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await Get("/orders", issuer.AccessToken("openid"))).Body.ShouldContain("Door bell");
        (await Get("/warehouse/orders", issuer.AccessToken("openid"))).Challenge.ShouldNotBeNull().ShouldEndWith("scope=\"orders:read\"");
        (await Get("/warehouse/orders", issuer.AccessToken("orders:read", claims => { claims.Remove("uid"); claims["sub"] = "0oa9"; }))).Body.ShouldContain("Door bell");
    }

    [Fact]
    public async Task It_finds_the_development_server_in_a_folder_above()
    {
        var folder = Directory.CreateTempSubdirectory("latchkey-orders-");
        Directory.CreateDirectory(Path.Combine(folder.FullName, ".latchkey"));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, ".latchkey", "dev.json"), new JsonObject { ["issuer"] = issuer.Url }.ToJsonString());
        var below = folder.CreateSubdirectory("samples").CreateSubdirectory("deeper");

        await StartIn(below.FullName);

        (await Get("/orders", issuer.AccessToken())).Status.ShouldBe(HttpStatusCode.OK);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Without_an_issuer_it_says_what_to_do()
    {
        var folder = Directory.CreateTempSubdirectory("latchkey-orders-");
        using var process = Launch(folder.FullName);

        (await process.StandardError.ReadToEndAsync()).ShouldContain("start `latchkey dev`");
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(1);
        folder.Delete();
    }

    public async Task DisposeAsync()
    {
        http?.Dispose();
        if (sample is not null)
        {
            sample.Kill();
            await sample.WaitForExitAsync();
            sample.Dispose();
        }
        await issuer.DisposeAsync();
    }

    private Task Start(params string[] arguments) => StartIn(AppContext.BaseDirectory, arguments);

    private async Task StartIn(string folder, params string[] arguments)
    {
        sample = Launch(folder, arguments);
        while (await sample.StandardOutput.ReadLineAsync() is { } line)
            if (line.Split("Now listening on: ") is [_, var address])
            {
                http = new HttpClient { BaseAddress = new Uri(address) };
                return;
            }
        throw new InvalidOperationException(await sample.StandardError.ReadToEndAsync());
    }

    private static Process Launch(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Orders.Api.dll"), "--urls", "http://127.0.0.1:0", .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("LATCHKEY_ISSUER");
        start.Environment.Remove("LATCHKEY_AUDIENCE");
        return Process.Start(start)!;
    }

    private async Task<Answer> Get(string path, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        return await Answer.Read(await http!.SendAsync(request));
    }
}
