using System.Net;
using System.Text.Json.Nodes;

namespace Latchkey.Samples.Tests;

public sealed class WebAppTests : SampleTest
{
    [Fact]                                                             // OpenID Connect Core §3.1, OpenID Connect RP-Initiated Logout §2
    public async Task The_frameworks_own_handler_signs_in_and_out()
    {
        var home = $"http://localhost:{FreePort()}";
        var app = await Org.CreateAppAsync("web", new JsonObject
        {
            ["redirect_uris"] = new JsonArray(home + "/authorization-code/callback"), ["post_logout_redirect_uris"] = new JsonArray(home + "/"),
        });
        var site = Start("WebApp", null, "--urls", home, "--issuer", Org.Issuer, "--client-id", app.ClientId, "--client-secret", app.ClientSecret!);
        await site.Says("Now listening on");

        using var browser = Org.Browser();
        (await browser.OpenAsync(home + "/")).Text.ShouldContain("Nobody is signed in");
        var asked = await browser.OpenAsync(home + "/profile");
        var signIn = await browser.OpenAsync(asked.LeadsTo ?? throw new InvalidOperationException(site.Output));
        var back = await browser.SubmitAsync(signIn, ("identifier", Org.Person.Login), ("password", Org.Person.Password));
        var profile = await browser.OpenAsync(back.LeadsTo!);
        profile.Status.ShouldBe(HttpStatusCode.OK, site.Output);
        profile.Text.ShouldContain("<h1>Mia Moreno</h1>");
        profile.Text.ShouldContain(Org.Person.Login);

        var signedOut = await browser.OpenAsync((await browser.PostAsync(home + "/sign-out")).LeadsTo!);
        signedOut.LeadsTo.ShouldNotBeNull(signedOut.Text).ShouldStartWith(home + "/");
        (await browser.OpenAsync(home + "/")).Text.ShouldContain("Nobody is signed in");
        (await browser.OpenAsync((await browser.OpenAsync(home + "/profile")).LeadsTo!)).Text.ShouldContain("name=\"password\"");      // the browser's session is over, too
    }
}
