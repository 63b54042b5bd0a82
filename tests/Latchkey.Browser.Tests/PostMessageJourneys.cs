using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Latchkey.Browser.Tests.Harness;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;

namespace Latchkey.Browser.Tests;

/// <summary>okta_post_message between the windows of a real browser, as single-page apps use it. Contract §2.1.</summary>
public sealed class PostMessageJourneys : IAsyncLifetime
{
    private const string AppPage = """
        <!doctype html><html lang="en"><head><meta charset="utf-8"><title>An app</title></head><body><main><h1>An app</h1><button>Sign in</button><output></output></main>
        <script>
          const ask = new URLSearchParams(location.search).get("ask");
          addEventListener("message", event => { document.querySelector("output").textContent = JSON.stringify({ ...event.data, from: event.origin }); });
          document.querySelector("button").onclick = () => window.open(ask, "", "width=480,height=640");
          window.renew = (more = "") => { const frame = document.createElement("iframe"); frame.hidden = true; frame.src = ask + "&prompt=none" + more; document.body.append(frame); };
        </script></body></html>
        """;

    private readonly WebApplication site = Build();
    private Neighbourhood here = null!;
    private string origin = "";

    public async Task InitializeAsync()
    {
        await site.StartAsync();
        origin = site.Urls.First().Replace("127.0.0.1", "localhost", StringComparison.Ordinal);        // same-site with the org, as an app beside it is
        here = await Neighbourhood.Start();
    }

    public async Task DisposeAsync()
    {
        await here.DisposeAsync();
        await site.DisposeAsync();
    }

    [Fact]                                                             // contract §2.1
    public async Task A_page_is_answered_by_the_window_it_opened_and_later_by_a_hidden_frame()
    {
        var clientId = (string)(await here.CreateApp($$"""{"application_type":"browser","grant_types":["authorization_code"],"response_types":["code"],"redirect_uris":["{{origin}}/callback"]}"""))["client_id"]!;
        await using var browser = await Chromium.StartAsync();
        var page = browser.Page;
        await page.GotoAsync($"{origin}/?ask={WebUtility.UrlEncode(Asking(clientId))}");

        var window = await page.RunAndWaitForPopupAsync(() => page.ClickAsync("button"));
        await window.FillAsync("#identifier", here.Person);
        await window.FillAsync("#password", here.PersonsPassword);
        await window.ClickAsync("button[type=submit]");
        var answered = await Answer(page);
        ((string?)answered["from"], (string?)answered["state"]).ShouldBe((here.Server, "s"));
        var code = ((string?)answered["code"]).ShouldNotBeNull();

        await window.CloseAsync();
        await page.EvaluateAsync("() => { document.querySelector('output').textContent = ''; window.renew(); }");
        var renewed = await Answer(page);
        ((string?)renewed["from"]).ShouldBe(here.Server);
        ((string?)renewed["code"]).ShouldNotBeNull().ShouldNotBe(code);
    }

    [Fact]                                                             // contract §2.1, sessionToken; threats §1 row 3
    public async Task A_hidden_frame_signs_somebody_in_and_makes_nobody_somebody_else()
    {
        var clientId = (string)(await here.CreateApp($$"""{"application_type":"browser","grant_types":["authorization_code"],"response_types":["code"],"redirect_uris":["{{origin}}/callback"]}"""))["client_id"]!;
        await using var browser = await Chromium.StartAsync();
        var page = browser.Page;
        async Task<JsonNode> Frame(string more)
        {
            await page.GotoAsync($"{origin}/?ask={WebUtility.UrlEncode(Asking(clientId))}");
            await page.EvaluateAsync("more => window.renew(more)", more);
            return await Answer(page);
        }

        ((string?)(await Frame("&sessionToken=" + await here.SessionToken("person")))["code"]).ShouldNotBeNull();
        ((string?)(await Frame(""))["code"]).ShouldNotBeNull();        // a session has begun
        ((string?)(await Frame("&sessionToken=" + await here.SessionToken("admin")))["error"]).ShouldBe("interaction_required");
        ((string?)(await Frame(""))["code"]).ShouldNotBeNull();        // and is still theirs
        await page.GotoAsync(here.Server);
        await page.GetByText("Signed in as").WaitForAsync();

        // Nor does a picture or a request of a page's own.
        await page.GotoAsync(origin);
        await page.EvaluateAsync("""
            async url => { await fetch(url, { mode: "no-cors", credentials: "include" }).catch(() => {});
              await new Promise(done => { const picture = new Image(); picture.onload = picture.onerror = done; picture.src = url; }); }
            """, $"{here.Server}/login/sessionCookieRedirect?redirectUrl=/&token={await here.SessionToken("admin")}");
        ((string?)(await Frame(""))["code"]).ShouldNotBeNull();
        await page.GotoAsync(here.Server + "/account/sessions");
        (await page.TextContentAsync("main")).ShouldNotBeNull().ShouldContain("Signed in as");
        (await page.TextContentAsync("main"))!.ShouldNotContain("Admin");
    }

    private static async Task<JsonNode> Answer(IPage page)
    {
        await page.Locator("output:not(:empty)").WaitForAsync();
        return JsonNode.Parse((await page.TextContentAsync("output"))!)!;
    }

    private string Asking(string clientId)
    {
        var challenge = Convert.ToBase64String(SHA256.HashData("a verifier that nobody redeems, of forty-three"u8)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        return $"{here.Dev["issuer"]}/v1/authorize?client_id={clientId}&response_type=code&response_mode=okta_post_message&scope=openid&redirect_uri={WebUtility.UrlEncode(origin + "/callback")}"
            + $"&state=s&nonce=n&code_challenge={challenge}&code_challenge_method=S256";
    }

    private static WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var site = builder.Build();
        site.MapGet("/", () => Results.Content(AppPage, "text/html"));
        return site;
    }
}
