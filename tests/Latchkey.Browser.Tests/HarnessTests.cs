using Latchkey.Browser.Tests.Harness;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;

namespace Latchkey.Browser.Tests;

/// <summary>The harness itself: what the journeys rely on, shown with a page that has nothing of ours in it.</summary>
public sealed class HarnessTests : IAsyncLifetime
{
    private const string Page = """
        <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>A form</title>
        <style>@media (prefers-color-scheme: dark) { body { background: #111; color: #eee } }</style></head>
        <body><main><h1>A form</h1><form method="post" action="/login"><button>Sign in</button></form></main></body></html>
        """;

    private readonly Desktop desktop = new();
    private readonly WebApplication site = Build();
    private string address = "";

    public async Task InitializeAsync()
    {
        await site.StartAsync();
        address = site.Urls.First();
    }

    public async Task DisposeAsync()
    {
        await site.DisposeAsync();
        await desktop.DisposeAsync();
    }

    [Fact]
    public async Task A_redirect_to_a_custom_scheme_starts_its_handler_with_the_exact_address()
    {
        using var handler = new SchemeHandler(desktop, "com.example.app");
        await using var chromium = await Chromium.StartAsync(desktop, null, (address, "com.example.app"));

        await chromium.Page.GotoAsync($"{address}/start");
        await chromium.Page.ClickAsync("button");

        (await handler.Received()).ShouldBe("com.example.app:/callback?code=1&state=a%2Fb");
    }

    [Fact]
    public async Task Two_desktops_have_their_own_handlers()
    {
        await using var other = new Desktop();
        using var mine = new SchemeHandler(desktop, "com.example.app");
        using var theirs = new SchemeHandler(other, "com.example.app");
        await using var chromium = await Chromium.StartAsync(other, null, (address, "com.example.app"));

        await chromium.Page.GotoAsync($"{address}/start");
        await chromium.Page.ClickAsync("button");
        await theirs.Received();

        new FileInfo(Path.Combine(desktop.Home, "com.example.app.received")).Length.ShouldBe(0);
    }

    [Fact]
    public async Task A_page_without_script_posts_its_form()
    {
        await using var chromium = await Chromium.StartAsync(View.Desktop with { Script = false });

        await chromium.Page.GotoAsync($"{address}/start?to=/done");
        await chromium.Page.ClickAsync("button");

        (await chromium.Page.TextContentAsync("main")).ShouldBe("Done");
    }

    [Fact]
    public async Task A_good_page_passes_and_an_unlabelled_field_is_found()
    {
        await using var chromium = await Chromium.StartAsync();

        await chromium.Page.GotoAsync($"{address}/start");
        await chromium.Page.ShouldLookRight("harness", "A form");

        await chromium.Page.SetContentAsync(Page.Replace("<button", "<input name='x'><button", StringComparison.Ordinal));
        (await chromium.Page.Barriers()).ShouldContain("Form elements must have labels");
    }

    [Fact]
    public async Task Words_that_vanish_in_the_dark_are_found_there()
    {
        await using var chromium = await Chromium.StartAsync();
        await chromium.Page.SetContentAsync("""
            <!doctype html><html lang="en"><title>Dim</title><style>@media (prefers-color-scheme: dark) { body { background: #111; color: #333 } }</style>
            <main><h1>Dim</h1><p>Nobody reads this in the dark.</p></main>
            """);
        await chromium.Page.ShouldBeAccessible();

        await chromium.Page.EmulateMediaAsync(new() { ColorScheme = Microsoft.Playwright.ColorScheme.Dark });
        (await chromium.Page.Barriers(Axe.OfColours)).ShouldContain("color contrast");
    }

    [Fact]
    public async Task What_a_program_asks_the_system_to_open_is_seen()
    {
        using var opener = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("xdg-open", ["http://localhost:1/authorize?a=b&c=%20"]).With(desktop.Environment))!;
        (await desktop.OpenedAddress()).ShouldBe("http://localhost:1/authorize?a=b&c=%20");
        await opener.WaitForExitAsync();
    }

    private static WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var site = builder.Build();
        site.MapGet("/start", (string? to) => Results.Content(Page.Replace("/login", $"/login?to={to}", StringComparison.Ordinal), "text/html"));
        site.MapPost("/login", (string? to) => Results.Redirect(string.IsNullOrEmpty(to) ? "com.example.app:/callback?code=1&state=a%2Fb" : to));
        site.MapGet("/done", () => Results.Content("<!doctype html><title>Done</title><main>Done</main>", "text/html"));
        return site;
    }
}
