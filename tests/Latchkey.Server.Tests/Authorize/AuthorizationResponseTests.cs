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
        (await Org.Visit(Org.NativeApp.AuthorizeUrl(changes: [("response_mode", mode), ("prompt", "none")]))).Location!.ShouldStartWith($"http://127.0.0.1/callback{mark}error=login_required&");

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

        var refused = await Org.Visit(Org.NativeApp.AuthorizeUrl(changes: [("response_mode", "form_post"), ("prompt", "none")]));
        refused.Status.ShouldBe(200);
        refused.Text.ShouldContain("value=\"login_required\"");
    }

    private const string Page = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    [Theory]                                                           // decision 0007: a browser that goes somewhere gets a page with a button, everybody else the redirect
    [InlineData(Page, null, true), InlineData(Page, "navigate", true), InlineData("*/*", "navigate", true), InlineData("", "navigate", true)]
    [InlineData(Page, "cors", false), InlineData(Page, "no-cors", false), InlineData(Page, "same-origin", false)]
    [InlineData("text/html", null, false), InlineData("text/html, application/json", null, false), InlineData("application/json", null, false), InlineData("*/*", null, false), InlineData("", null, false), InlineData(null, null, false)]
    public async Task A_browser_returns_to_an_app_by_a_page_and_a_program_by_a_redirect(string? accept, string? mode, bool page)
    {
        const string claimed = "https://app.example.com/cb";
        var native = await Org.CreateAppAsync("native", new JsonObject { ["redirect_uris"] = new JsonArray(claimed, "com.example.app:/callback") });
        (string, string)[] headers = [.. accept is null ? [] : (ReadOnlySpan<(string, string)>)[("Accept", accept)], .. mode is null ? [] : (ReadOnlySpan<(string, string)>)[("Sec-Fetch-Mode", mode)]];
        foreach (var to in (string[])[claimed, "com.example.app:/callback"])
        {
            (string, string?)[] wrong = [("redirect_uri", to), ("scope", "no-such-scope")];
            var answer = await Org.Visit(native.AuthorizeUrl(changes: wrong), headers);
            answer.Status.ShouldBe(page ? 200 : 302);
            if (page)
            {
                answer.Text.ShouldContain("Return to the app");
                answer.Text.ShouldContain($"content=\"0;url={to}?error=invalid_scope");
            }
            else answer.Location!.ShouldStartWith($"{to}?error=invalid_scope");

            // Nobody is shown anything on the way: prompt=none and session tokens are redirects for everybody (contract §2.1).
            (await Org.Visit(native.AuthorizeUrl(changes: [("redirect_uri", to), ("prompt", "none")]), headers)).Location!.ShouldStartWith($"{to}?error=login_required");
            (await Org.Visit(native.AuthorizeUrl(changes: [.. wrong, ("sessionToken", "x")]), headers)).Location!.ShouldStartWith($"{to}?error=invalid_scope");
        }
        // A page of the web is where browsers go by themselves.
        (await Org.Visit(Org.NativeApp.AuthorizeUrl(changes: [("scope", "no-such-scope")]), headers)).Status.ShouldBe(302);
    }

    [Fact]                                                             // contract §2.1, §11.24: the phone SDKs read Location whatever they accept
    public async Task A_session_token_comes_back_to_a_custom_scheme_by_a_redirect_even_in_a_browser()
    {
        var scheme = Org.Facts.Apps.Native.RedirectUris![0];
        foreach (var accept in (string[])[Page, "application/json", "*/*"])
        {
            var url = Org.NativeApp.AuthorizeUrl(changes: [("redirect_uri", scheme), ("sessionToken", await Org.SessionToken(await Org.CreatePersonAsync()))]);
            var answer = await Org.Visit(url, ("Accept", accept));
            answer.Status.ShouldBe(302);
            answer.Location!.ShouldStartWith(scheme + "?code=");
        }
    }

    [Fact]                                                             // decision 0007: after a page there is a person to look at the next one
    public async Task A_person_who_signed_in_on_the_page_returns_by_a_page()
    {
        var end = await Org.NativeApp.SignInAsync(Org.Person, changes: [("redirect_uri", Org.Facts.Apps.Native.RedirectUris![0])]);
        (end.Status, end.Location).ShouldBe((HttpStatusCode.OK, null));
        end.LeadsTo!.ShouldStartWith("localhost:/callback?code=");
    }

    [Fact]
    public async Task A_redirect_uri_with_a_query_keeps_it()
    {
        var app = await Org.CreateAppAsync("web", new JsonObject { ["redirect_uris"] = new JsonArray("https://app.example.com/cb?tenant=1") });
        (await Org.Visit(app.AuthorizeUrl(changes: [("prompt", "none")]))).Location!.ShouldStartWith("https://app.example.com/cb?tenant=1&error=login_required&");
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
