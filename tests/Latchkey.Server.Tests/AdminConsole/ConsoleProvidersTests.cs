using System.Net;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Tests.Kit;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.AdminConsole;

/// <summary>Security &gt; Identity Providers: by form, with the rules of the management API. Contract §3.12 and §8.6.</summary>
public sealed class ConsoleProvidersTests(OrgFixture fixture) : OrgTest(fixture)
{
    private static async Task<TestPage> Press(TestBrowser browser, string path, string form, params (string, string?)[] typed) =>
        await browser.PressAsync(await browser.OpenAsync(path), form, typed);

    private static (string, string?)[] Contoso(string name) =>
    [
        ("type", "MICROSOFT"), ("name", name), ("protocol.issuer.url", "https://login.microsoftonline.com/common/v2.0"), ("protocol.credentials.client.client_id", "client-1"),
        ("protocol.credentials.client.client_secret", "a-secret-to-keep"),
    ];

    private async Task<string> IdOf(string name) => (await Org.Read($"/idps?q={Uri.EscapeDataString(name)}")).ShouldSucceed().Each("id").ShouldHaveSingleItem();

    [Fact]
    public async Task A_provider_is_added_changed_switched_off_and_deleted_by_form()
    {
        using var browser = await Org.ConsoleAsync(await Org.CreateAdminAsync());
        var name = $"Contoso {Secrets.Digits(8)}";
        (await browser.OpenAsync("/admin/providers")).Text.ShouldContain($"{Org.Url}/oauth2/v1/authorize/callback");
        var list = await Press(browser, "/admin/providers/new", "#provider-form", Contoso(name));
        list.TextOf("[role=status]").ShouldNotBeNull(list.Text);
        list.Text.ShouldNotContain("a-secret-to-keep");
        var id = await IdOf(name);
        var page = await browser.OpenAsync($"/admin/providers/{id}");
        page.Text.ShouldNotContain("a-secret-to-keep");
        page.TextOf("[role=note]").ShouldNotBeNull(page.Text).ShouldContain("your own tenant");

        // The secret stays where nothing is typed, and other settings that the form does not ask for.
        var sealedBefore = await Org.Services.GetRequiredService<Database>().One<string>("select sealed_secret from identity_providers where id = @id", new { id }, default);
        (await Press(browser, $"/admin/providers/{id}", "#provider-form", ("name", name + " AG"), ("policy.trustClaims", "on"))).Status.ShouldBe(HttpStatusCode.OK);
        var changed = (await Org.Read($"/idps/{id}")).ShouldSucceed();
        (changed["name"], changed["policy.trustClaims"], changed["policy.accountLink.action"]).ShouldBe((name + " AG", "true", "AUTO"));
        (await Org.Services.GetRequiredService<Database>().One<string>("select sealed_secret from identity_providers where id = @id", new { id }, default)).ShouldBe(sealedBefore);

        var moved = await Press(browser, $"/admin/providers/{id}", "#provider-form", ("protocol.issuer.url", "https://login.microsoftonline.com/another/v2.0"));
        moved.Status.ShouldBe(HttpStatusCode.BadRequest);
        moved.Text.ShouldContain("given anew");

        foreach (var (what, status) in new[] { ("deactivate", "INACTIVE"), ("activate", "ACTIVE") })
        {
            await browser.PostAsync("/admin/providers", ("form_token", (await browser.OpenAsync("/admin")).FormToken()), ("do", what), ("id", id));
            (await Org.Read($"/idps/{id}"))["status"].ShouldBe(status);
        }
        (await Press(browser, $"/admin/providers/{id}/delete", "main form", ("typed", "something else"))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Press(browser, $"/admin/providers/{id}/delete", "main form", ("typed", name + " AG"))).Status.ShouldBe(HttpStatusCode.OK);
        (await Org.Read($"/idps/{id}")).ShouldBeRefused(404, "E0000007");
    }

    [Fact]
    public async Task Two_at_once_are_told_of_each_other()
    {
        using var browser = await Org.ConsoleAsync(await Org.CreateAdminAsync());
        var name = $"Twice {Secrets.Digits(8)}";
        await Press(browser, "/admin/providers/new", "#provider-form", Contoso(name));
        var id = await IdOf(name);
        var stale = await browser.OpenAsync($"/admin/providers/{id}");
        await Press(browser, $"/admin/providers/{id}", "#provider-form", ("name", name + " first"));
        (await browser.PressAsync(stale, "#provider-form", ("name", name + " second"))).Status.ShouldBe(HttpStatusCode.Conflict);
        (await Org.Read($"/idps/{id}"))["name"].ShouldBe(name + " first");
    }

    [Fact]
    public async Task What_breaks_a_rule_stands_beside_its_field_and_no_secret_comes_back()
    {
        using var browser = await Org.ConsoleAsync(await Org.CreateAdminAsync());
        var page = await Press(browser, "/admin/providers/new", "#provider-form", [.. Contoso(""), ("protocol.credentials.client.client_id", "c")]);
        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        page.Text.ShouldNotContain("a-secret-to-keep");
        page.TextOf("#problems").ShouldNotBeNull(page.Text).ShouldContain("cannot be left blank");
    }
}
