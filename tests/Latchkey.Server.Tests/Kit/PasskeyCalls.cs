using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Kit;

/// <summary>What the script of our pages does, done by a test.</summary>
public static class PasskeyCalls
{
    private static IHtmlFormElement FormOf(TestPage page) =>
        page.Document.QuerySelector<IHtmlFormElement>("form[data-passkey]") ?? throw new InvalidOperationException("Asks no device: " + page.Text);

    public static bool AsksDevice(this TestPage page) => page.Document.QuerySelector("form[data-passkey]") is not null;

    /// <summary>What the page asks a device.</summary>
    public static JsonObject Asked(this TestPage page) => JsonNode.Parse(FormOf(page).GetAttribute("data-options")!)!.AsObject();

    /// <summary>The device's answer, sent as the page's script sends it.</summary>
    public static Task<TestPage> Send(this TestBrowser browser, TestPage page, string said, params (string Name, string Value)[] typed)
    {
        var form = FormOf(page);
        var values = form.QuerySelectorAll<IHtmlInputElement>("input").Where(input => input.Name is not null).ToDictionary(input => input.Name!, input => input.Value);
        values["credential"] = said;
        foreach (var (name, value) in typed) values[name] = value;
        return browser.PostAsync(new Uri(page.Url, form.GetAttribute("action")!).ToString(), [.. values.Select(one => (one.Key, one.Value))]);
    }

    /// <summary>Asks the device what the page asks, and sends the answer.</summary>
    public static Task<TestPage> Use(this TestBrowser browser, TestPage page, PasskeyDevice device) => browser.Send(page, device.Sign(page.Asked()));

    public static PasskeyDevice Device(this TestOrg org) => new(org.Url);

    /// <summary>A person with a passkey in this device, made where an app sent them to make one.</summary>
    public static async Task<TestPerson> PersonWithPasskey(this TestOrg org, PasskeyDevice device, string name = "My phone")
    {
        var person = await org.CreatePersonAsync();
        await org.MakePasskey(person, device, name);
        return person;
    }

    public static async Task MakePasskey(this TestOrg org, TestPerson person, PasskeyDevice device, string name = "My phone")
    {
        using var browser = org.Browser();
        var page = await browser.SubmitAsync(await browser.OpenAsync(org.NativeApp.AuthorizeUrl(changes: Enrolling("webauthn"))), ("identifier", person.Login), ("password", person.Password));
        if (page.Document.QuerySelector("form[data-passkey=sign]") is not null) page = await browser.Use(page, device);
        var end = await browser.Send(page, device.Make(page.Asked()), ("name", name));
        end.Parameter("state").ShouldBe("state-1", end.Text);
    }

    public static (string, string?)[] Enrolling(string? amr = null) =>
    [
        ("prompt", "enroll_authenticator"), ("response_type", "none"), ("max_age", "0"), ("acr_values", Acr.TwoFactorsIfPossible), ("scope", null), ("nonce", null),
        ("code_challenge", null), ("code_challenge_method", null), ("enroll_amr_values", amr),
    ];

    /// <summary>The passkeys the directory knows of a person.</summary>
    public static async Task<JsonObject[]> PasskeysOf(this TestOrg org, TestPerson person) =>
        [.. (await org.Read($"/users/{person.Id}/factors")).List.Select(one => one!.AsObject()).Where(one => one["factorType"]!.ToString() == "webauthn")];
}
