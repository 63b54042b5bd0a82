using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Tests.Kit;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.AdminConsole;

/// <summary>An administrator's browser on the console.</summary>
public static class ConsoleCalls
{
    public const string Path = "/admin";

    public static TestPerson Admin(this TestOrg org) => new(org.Facts.Admin.Login, org.Facts.Admin.Password, null);

    /// <summary>Another administrator, for what would be in the way of other tests.</summary>
    public static async Task<TestPerson> CreateAdminAsync(this TestOrg org)
    {
        var person = await org.CreatePersonAsync();
        await org.SetAdminAsync(person, admin: true);
        return person;
    }

    public static Task SetAdminAsync(this TestOrg org, TestPerson person, bool admin) => org.Services.GetRequiredService<Database>().Write(async writing =>
    {
        (await writing.Changed("update users set is_admin = @admin where id = @Id", new { admin, person.Id })).ShouldBeTrue();
        writing.Announce(Core.People.Users.Kind, person.Id!);
    }, default);

    /// <summary>Follows a page that leads on by itself, within the console.</summary>
    public static async Task<TestPage> Onward(this TestBrowser browser, Task<TestPage> opening)
    {
        var page = await opening;
        return page.Location is null && page.Document.QuerySelector("meta[http-equiv=refresh]") is not null && page.LeadsTo is { } next && next.StartsWith('/')
            ? await browser.OpenAsync(next) : page;
    }

    /// <summary>Signs in to the console and shows the page that was wanted.</summary>
    public static async Task<TestPage> EnterAsync(this TestBrowser browser, TestPerson who, string path = Path)
    {
        var page = await browser.Onward(browser.OpenAsync(path));
        return page.Shows("input[name=password]") ? await browser.Onward(browser.SubmitAsync(page, ("identifier", who.Login), ("password", who.Password))) : page;
    }

    /// <summary>A browser that is in the console.</summary>
    public static async Task<TestBrowser> ConsoleAsync(this TestOrg org, TestPerson? who = null)
    {
        var browser = org.Browser();
        (await browser.EnterAsync(who ?? org.Admin())).TextOf("h1").ShouldNotBeNull();
        return browser;
    }

    /// <summary>Presses a button of a form, with what is typed over what stands there; a value of null unticks or leaves out.</summary>
    public static Task<TestPage> PressAsync(this TestBrowser browser, TestPage page, string form, params (string Name, string? Value)[] typed)
    {
        var found = page.Document.QuerySelector<IHtmlFormElement>(form) ?? throw new InvalidOperationException($"No form {form} on {page.Url}: {page.Text}");
        var values = Values(found);
        foreach (var (name, value) in typed)
            if (value is null) values.Remove(name);
            else values[name] = value;
        var action = new Uri(page.Url, found.GetAttribute("action") ?? "");
        return found.Method == "post" ? browser.PostAsync(action.ToString(), [.. values.Select(one => (one.Key, one.Value))])
            : browser.OpenAsync(new Uri(action, "?" + string.Join('&', values.Select(one => $"{Uri.EscapeDataString(one.Key)}={Uri.EscapeDataString(one.Value)}"))).ToString());
    }

    private static Dictionary<string, string> Values(IHtmlFormElement form)
    {
        var values = new Dictionary<string, string>();
        foreach (var element in form.Elements)
        {
            switch (element)
            {
                case IHtmlInputElement { IsDisabled: false, Name.Length: > 0 } input when input.Type is not ("checkbox" or "radio") || input.IsChecked:
                    values[input.Name] = input.Value;
                    break;
                case IHtmlTextAreaElement { Name.Length: > 0 } area:
                    values[area.Name] = area.Value;
                    break;
                case IHtmlSelectElement { Name.Length: > 0 } select:
                    values[select.Name] = select.Value ?? "";
                    break;
            }
        }
        return values;
    }

    /// <summary>What the log has about something, whose id reads "it": what happened, who did it, to what, how it ended.</summary>
    public static async Task<string[]> LogOf(this TestOrg org, string id)
    {
        await org.Services.GetRequiredService<Core.Log.SystemLog>().Flush(default);
        var filter = Uri.EscapeDataString($"target.id eq \"{id}\"");
        return [.. (await org.Read($"/logs?limit=1000&filter={filter}")).ShouldSucceed().List
            .Select(line => $"{line!["eventType"]} {line["displayMessage"]} {line["severity"]} {line["outcome"]!["result"]} by {line["actor"]!["type"]} {line["actor"]!["id"]} on {string.Join(", ", line["target"]!.AsArray().Select(target => $"{target!["type"]} {(target["id"]!.ToString() == id ? "it" : target["id"])}"))}")];
    }

    /// <summary>Every element and the names of its attributes: what somebody's name must not change.</summary>
    public static string Shape(this TestPage page) =>
        string.Join(' ', page.Document.All.Select(element => $"{element.LocalName}[{string.Join(',', element.Attributes.Select(attribute => attribute.Name))}]"));

    /// <summary>The first column of the lists of a page.</summary>
    public static string[] Names(this TestPage page) => [.. page.Document.QuerySelectorAll("tbody th > :first-child").Select(row => row.TextContent.Trim())];

    /// <summary>What a form would be taken with.</summary>
    public static string FormToken(this TestPage page) => page.AttributeOf("input[name=form_token]", "value").ShouldNotBeNull(page.Text);
}
