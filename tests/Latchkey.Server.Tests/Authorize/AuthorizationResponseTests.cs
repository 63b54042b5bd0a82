using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Authorize;

/// <summary>How the answer travels. OAuth 2.0 Multiple Response Types, Form Post Response Mode, contract §2.1.</summary>
public sealed class AuthorizationResponseTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string OddState = "a-._~+/= ä\"<>'&#?%";

    [Theory]
    [InlineData(null, '?'), InlineData("query", '?'), InlineData("fragment", '#')]
    public async Task The_code_comes_in_the_query_or_in_the_fragment(string? mode, char mark)
    {
        var end = await Org.NativeApp.SignInAsync(Org.Person, changes: [("response_mode", mode), ("state", OddState)]);
        end.Location!.ShouldStartWith($"http://127.0.0.1/callback{mark}code=");
        end.Status.ShouldBe(HttpStatusCode.SeeOther);                  // RFC 9700 §4.12: never 307 after a password was posted
        end.Parameter("state").ShouldBe(OddState);
        end.Parameter("iss").ShouldBe(Org.Issuer);                     // RFC 9207 §2
        (await Org.NativeApp.RedeemAsync(end.Parameter("code")!)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("fragment", '#'), InlineData("query", '?')]
    public async Task A_refusal_travels_the_same_way(string mode, char mark) =>
        (await Org.Get(Org.NativeApp.AuthorizeUrl(changes: [("response_mode", mode), ("prompt", "none")]))).Location!.ShouldStartWith($"http://127.0.0.1/callback{mark}error=login_required&");

    [Fact]                                                             // Form Post Response Mode §2
    public async Task By_form_post_the_answer_is_a_form()
    {
        var end = await Org.NativeApp.SignInAsync(Org.Person, changes: [("response_mode", "form_post"), ("state", OddState)]);
        end.Status.ShouldBe(HttpStatusCode.OK);
        var form = end.Document.QuerySelector<IHtmlFormElement>("form")!;
        form.GetAttribute("action").ShouldBe("http://127.0.0.1/callback");
        form.Method.ShouldBe("post");
        end.Parameter("state").ShouldBe(OddState);
        end.Parameter("iss").ShouldBe(Org.Issuer);
        end.Headers["Cache-Control"].ShouldContain("no-store");
        end.Headers["Content-Security-Policy"].ShouldContain("form-action 'self' http:");
        (await Org.NativeApp.RedeemAsync(end.Parameter("code")!)).Status.ShouldBe(HttpStatusCode.OK);

        var refused = await Org.Get(Org.NativeApp.AuthorizeUrl(changes: [("response_mode", "form_post"), ("prompt", "none")]));
        refused.Status.ShouldBe(200);
        refused.Text.ShouldContain("value=\"login_required\"");
    }

    [Fact]                                                             // design §7
    public async Task A_browser_returns_to_a_custom_scheme_by_a_page_and_a_program_by_a_redirect()
    {
        var scheme = Org.Facts.Apps.Native.RedirectUris![0];
        scheme.ShouldBe("localhost:/callback");
        var url = Org.NativeApp.AuthorizeUrl(changes: [("redirect_uri", scheme), ("prompt", "none")]);

        var page = await Org.Get(url, ("Accept", "text/html"));
        page.Status.ShouldBe(200);
        page.Location.ShouldBeNull();
        page.Text.ShouldContain("Return to the app");
        page.Text.ShouldContain("content=\"0;url=localhost:/callback?error=login_required");

        foreach (var accept in (string[])["application/json", "*/*", ""])
        {
            var plain = await Org.Get(url, ("Accept", accept));
            plain.Status.ShouldBe(302);
            plain.Location!.ShouldStartWith("localhost:/callback?error=login_required");
        }
        (await Org.Get(Org.NativeApp.AuthorizeUrl(changes: [("prompt", "none")]), ("Accept", "text/html"))).Status.ShouldBe(302);      // loopback is http
    }

    [Fact]
    public async Task A_redirect_uri_with_a_query_keeps_it()
    {
        var app = await Org.CreateAppAsync("web", new JsonObject { ["redirect_uris"] = new JsonArray("https://app.example.com/cb?tenant=1") });
        (await Org.Get(app.AuthorizeUrl(changes: [("prompt", "none")]))).Location!.ShouldStartWith("https://app.example.com/cb?tenant=1&error=login_required&");
    }

    [Fact]                                                             // contract §2.1
    public async Task A_person_not_assigned_is_refused_and_is_signed_in_all_the_same()
    {
        var app = await Org.CreateAppAsync(assigned: false);
        using var browser = Org.Browser();
        var end = await app.SignInAsync(Org.Person, browser: browser);
        end.Parameter("error").ShouldBe("access_denied");
        end.Parameter("error_description").ShouldBe("User is not assigned to the client application.");
        end.Parameter("state").ShouldBe("state-1");
        end.Parameter("code").ShouldBeNull();
        (await browser.OpenAsync(Org.NativeApp.AuthorizeUrl(changes: [("prompt", "none")]))).Parameter("code").ShouldNotBeNull();
    }
}
