using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Hooks;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.AdminConsole;

/// <summary>Workflow &gt; Event Hooks and Inline Hooks: by form, with the rules of the management API. Contract §3.11.</summary>
public sealed class ConsoleHooksTests : IAsyncLifetime
{
    private TestOrg org = null!;
    private HookReceiver receiver = null!;

    public async Task InitializeAsync()
    {
        org = await TestOrg.StartAsync();
        receiver = await HookReceiver.Start();
        receiver.Answers = HookBodies.Verifies;
    }

    public async Task DisposeAsync()
    {
        await receiver.DisposeAsync();
        await org.DisposeAsync();
    }

    private static async Task<TestPage> Press(TestBrowser browser, string path, string form, params (string, string?)[] typed) =>
        await browser.PressAsync(await browser.OpenAsync(path), form, typed);

    private static async Task<TestPage> Do(TestBrowser browser, string path, string what, string id) =>
        await browser.PostAsync(path, ("form_token", (await browser.OpenAsync("/admin")).FormToken()), ("do", what), ("id", id));

    private async Task<string> Only(string path) => (await org.Read(path)).Each("id").ShouldHaveSingleItem();

    [Fact]
    public async Task An_event_hook_is_made_verified_told_and_told_again_what_it_refused()
    {
        using var browser = await org.ConsoleAsync();
        await Press(browser, "/admin/hooks/events/new", "#hook-form", ("name", "Groups"), ("channel.config.uri", receiver.Url + "/told"),
            ("channel.config.authScheme.key", "Authorization"), ("channel.config.authScheme.value", "s3cret"), ("events.items", "group.lifecycle.create\r\ngroup.lifecycle.delete"),
            ("channel.config.headers", "X-Shop: 7"));
        var id = await Only("/eventHooks");
        var made = await org.Read($"/eventHooks/{id}");
        made["channel.config.headers"].ShouldNotBeNull().ShouldContain("X-Shop");
        made["verificationStatus"].ShouldBe("UNVERIFIED");

        (await Do(browser, "/admin/hooks/events", "verify", id)).Status.ShouldBe(HttpStatusCode.OK);
        (await org.Read($"/eventHooks/{id}"))["verificationStatus"].ShouldBe("VERIFIED");
        receiver.Calls.Single(call => call.Method == "GET").Headers["authorization"].ShouldBe("s3cret");

        receiver.SaysText("", 400);
        (await org.Post("/groups", new JsonObject { ["profile"] = new JsonObject { ["name"] = "Refused by the hook" } })).ShouldSucceed();
        var events = Array.Empty<string>();
        await Eventually.HoldsAsync(async () => (events = (await org.Read($"/eventHooks/{id}/undelivered")).Each("eventId")).Length == 1);
        var page = await browser.OpenAsync($"/admin/hooks/events/{id}/undelivered");
        page.Text.ShouldContain("group.lifecycle.create");
        page.Text.ShouldContain("The hook answered 400.");
        receiver.Answers = HookBodies.Verifies;
        receiver.Clear();
        await browser.PressAsync(page, $"#again-{events[0]}");
        await Eventually.HoldsAsync(async () => (await org.Read($"/eventHooks/{id}/undelivered")).List.Count == 0 && receiver.Calls.Any(call => call.Method == "POST"));

        // An active one is not deleted, by form as by the API.
        (await Do(browser, "/admin/hooks/events", "delete", id)).Status.ShouldBe(HttpStatusCode.Conflict);
        await Do(browser, "/admin/hooks/events", "deactivate", id);
        await Do(browser, "/admin/hooks/events", "delete", id);
        (await org.Read("/eventHooks")).List.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_breaks_a_rule_is_said_beside_its_field_and_a_secret_is_never_shown()
    {
        using var browser = await org.ConsoleAsync();
        var wrong = await Press(browser, "/admin/hooks/events/new", "#hook-form", ("name", "Wrong"), ("channel.config.uri", "ftp://x"), ("events.items", "group.lifecycle.create"),
            ("channel.config.authScheme.key", "Authorization"), ("channel.config.authScheme.value", "very-secret-value"));
        wrong.Status.ShouldBe(HttpStatusCode.BadRequest);
        wrong.TextOf("[id='channel.config.uri-wrong']").ShouldNotBeNull();
        wrong.Text.ShouldNotContain("very-secret-value");

        await Press(browser, "/admin/hooks/inline/new", "#hook-form", ("name", "Claims"), ("channel.config.uri", receiver.Url), ("channel.config.authScheme.key", "Authorization"),
            ("channel.config.authScheme.value", "very-secret-value"));
        var id = await Only("/inlineHooks");
        foreach (var path in (string[])[$"/admin/hooks/inline/{id}", $"/admin/hooks/inline/{id}/preview", "/admin/hooks/inline"])
            (await browser.OpenAsync(path)).Text.ShouldNotContain("very-secret-value");
        // Left empty it stays: the preview is sent with it.
        await Press(browser, $"/admin/hooks/inline/{id}", "#hook-form", ("name", "Claims of mine"));
        receiver.Says(new JsonObject { ["commands"] = new JsonArray() });
        var said = await Press(browser, $"/admin/hooks/inline/{id}/preview", "#preview-form");
        said.TextOf("#said").ShouldNotBeNull().ShouldContain("commands");
        receiver.Calls[^1].Headers["authorization"].ShouldBe("very-secret-value");
        receiver.Calls[^1].Body["eventType"]!.GetValue<string>().ShouldBe(InlineHookType.Token);
        (await Press(browser, $"/admin/hooks/inline/{id}/preview", "#preview-form", ("body", "[]"))).Status.ShouldBe(HttpStatusCode.BadRequest);
        receiver.SaysText("", 500);
        (await Press(browser, $"/admin/hooks/inline/{id}/preview", "#preview-form")).TextOf("#answer").ShouldNotBeNull().ShouldContain("The hook answered 500.");
    }

    [Fact]
    public async Task Of_two_who_save_at_once_the_second_is_shown_what_the_first_made()
    {
        using var browser = await org.ConsoleAsync();
        (await org.Post("/eventHooks", HookBodies.Event("Contested", receiver.Url, "x"))).ShouldSucceed();
        (await org.Post("/inlineHooks", HookBodies.Inline("Contested", receiver.Url, secret: "x"))).ShouldSucceed();
        foreach (var (address, api) in new[] { ("events", "/eventHooks"), ("inline", "/inlineHooks") })
        {
            var id = await Only(api);
            var shown = await browser.OpenAsync($"/admin/hooks/{address}/{id}");
            await Press(browser, $"/admin/hooks/{address}/{id}", "#hook-form", ("name", "The first"));
            var second = await browser.PressAsync(shown, "#hook-form", ("name", "The second"));
            second.Status.ShouldBe(HttpStatusCode.Conflict);
            second.Text.ShouldContain("The first");
            (await org.Read($"{api}/{id}"))["name"].ShouldBe("The first");
            // Each is one commit: of several at once, one wins.
            var pages = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => browser.OpenAsync($"/admin/hooks/{address}/{id}")));
            var answers = await Task.WhenAll(pages.Select((page, i) => browser.PressAsync(page, "#hook-form", ("name", $"Number {i} {Secrets.Digits(6)}"))));
            answers.Count(answer => answer.Status != HttpStatusCode.Conflict).ShouldBe(1);
        }
    }
}
