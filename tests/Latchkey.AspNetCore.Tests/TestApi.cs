using System.Collections.Concurrent;
using System.Net;
using System.Security.Claims;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Latchkey.AspNetCore.Tests;

/// <summary>An API on a real port, protected the way a user of the package would.</summary>
public sealed class TestApi : IAsyncDisposable
{
    public const string Audience = "api://default";

    private readonly WebApplication app;
    private readonly HttpClient http;

    private TestApi(WebApplication app, Lines log)
    {
        (this.app, Log) = (app, log);
        http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public Lines Log { get; }

    public static async Task<TestApi> Start(string issuer, TestClock clock, Action<LatchkeyOptions>? configure = null, Action<WebApplication>? map = null)
    {
        var log = new Lines();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddLatchkey(issuer, Audience, configure ?? (_ => { }));
        builder.Services.AddAuthorizationBuilder().AddPolicy("writers", policy => policy.RequireScope("orders:write"));
        builder.Services.AddControllers().AddApplicationPart(typeof(TestApi).Assembly);

        var app = builder.Build();
        app.MapGet("/open", (ClaimsPrincipal caller) => caller.Identity?.IsAuthenticated == true ? "known" : "anonymous");
        app.MapGet("/me", (ClaimsPrincipal caller) => new { name = caller.Identity!.Name, claims = caller.Claims.Select(claim => $"{claim.Type}={claim.Value}") }).RequireAuthorization();
        app.MapGet("/token", async (HttpContext http, CancellationToken _) => Results.Text(await http.GetTokenAsync("access_token"))).RequireAuthorization();
        app.MapGet("/orders", () => "orders").RequireScope("orders:read");
        app.MapGet("/orders/edit", () => "edited").RequireScope("orders:read", "orders:write");
        app.MapGet("/policy", () => "written").RequireAuthorization("writers");
        app.MapGet("/staff", () => "staff").RequireAuthorization(policy => policy.RequireRole("Staff"));
        app.MapPost("/form", (IFormCollection _) => "posted").RequireAuthorization().DisableAntiforgery();
        app.MapGroup("/group").RequireScope("orders:read").MapGet("/edit", () => "edited").RequireScope("orders:write");
        app.MapGet("/strong", () => "strong").RequireAcr("urn:okta:loa:2fa:any", "phr");
        app.MapGet("/recent", () => "recent").RequireRecentSignIn(TimeSpan.FromMinutes(5));
        app.MapGet("/transfer", () => "transferred").RequireScope("orders:write").RequireAcr("phr").RequireRecentSignIn(TimeSpan.FromMinutes(5));
        app.MapGet("/guarded", () => "guarded").RequireAuthorization(policy => policy.RequireSignIn(["phr"], TimeSpan.FromMinutes(1)));
        app.MapControllers();
        map?.Invoke(app);
        await app.StartAsync();
        return new TestApi(app, log);
    }

    public Task<Answer> Get(string path, string? token = null) => GetWith(path, token is null ? [] : [$"Bearer {token}"]);

    public async Task<Answer> GetWith(string path, params string[] authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (authorization.Length > 0) request.Headers.TryAddWithoutValidation("Authorization", authorization).ShouldBeTrue();
        return await Answer.Read(await http.SendAsync(request));
    }

    public Uri Address => http.BaseAddress!;

    public Task<Answer> Send(string path, string authorization, params string[] proofs) => Send(path, authorization, null, proofs);

    /// <summary>Under a name of the caller's choice.</summary>
    public Task<Answer> SendNaming(string host, string path, string authorization, string proof) => Send(path, authorization, host, [proof]);

    private async Task<Answer> Send(string path, string authorization, string? host, string[] proofs)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = host;
        request.Headers.TryAddWithoutValidation("Authorization", authorization).ShouldBeTrue();
        foreach (var proof in proofs) request.Headers.TryAddWithoutValidation("DPoP", proof).ShouldBeTrue();
        return await Answer.Read(await http.SendAsync(request));
    }

    public async Task<Answer> Post(string path, params (string Name, string Value)[] form)
    {
        using var content = new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await Answer.Read(await http.PostAsync(path, content));
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
    }
}

/// <summary>What an API answered.</summary>
public sealed record Answer(HttpStatusCode Status, string? Challenge, string? RetryAfter, string? ContentType, string Body)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    public string? Nonce { get; private init; }

    public static async Task<Answer> Read(HttpResponseMessage response)
    {
        using (response)
            return new Answer(response.StatusCode, Header(response, "WWW-Authenticate"), Header(response, "Retry-After"), response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync()) { Nonce = Header(response, "DPoP-Nonce") };
    }

    /// <summary>401 with the code and the words of RFC 6750 §3.1, in the header and in a problem body.</summary>
    public void ShouldBeInvalidToken(string because)
    {
        Status.ShouldBe(HttpStatusCode.Unauthorized, Body);
        Challenge.ShouldNotBeNull().ShouldStartWith($"Bearer realm=\"{TestApi.Audience}\", error=\"invalid_token\", error_description=\"");
        Challenge.ShouldContain(because);
        ContentType.ShouldBe("application/problem+json");
        Json["error"]!.GetValue<string>().ShouldBe("invalid_token");
        Json["status"]!.GetValue<int>().ShouldBe(401);
    }

    private static string? Header(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out var values) ? string.Join(" | ", values) : null;
}

/// <summary>What the API wrote to its log.</summary>
public sealed class Lines : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> lines = [];

    public string Text => string.Join('\n', lines);

    public ILogger CreateLogger(string categoryName) => this;
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Enqueue($"{logLevel}: {formatter(state, exception)}");
    public void Dispose() { }
}

[ApiController, Route("controller")]
public sealed class OrdersController : ControllerBase
{
    [HttpGet, RequireScope("orders:read")]
    public string List() => "orders";

    [HttpGet("strong"), RequireSignIn("phr", MaxAgeSeconds = 300)]
    public string Strong() => "strong";

    [HttpGet("edit"), RequireScope("orders:write")]
    public string Edit() => "edited";
}
