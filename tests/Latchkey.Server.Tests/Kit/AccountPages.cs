using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Kit;

/// <summary>Presses the buttons of the account page: it has several forms.</summary>
public static class AccountPages
{
    public const string Address = "/account";

    /// <summary>Signs a person in on the org's own page, for the account.</summary>
    public static async Task<TestPage> OpenAccountAsync(this TestBrowser browser, TestPerson person, string address = Address) =>
        await browser.SignInAsync(address, person);

    /// <summary>Sends the form that leads there, with its hidden fields and what stands in it.</summary>
    public static Task<TestPage> SendAsync(this TestBrowser browser, TestPage page, string action, params (string Name, string Value)[] typed)
    {
        var form = page.Document.QuerySelectorAll<IHtmlFormElement>("form").FirstOrDefault(form => form.GetAttribute("action") == action)
            ?? throw new InvalidOperationException($"The page has no form to {action}: {page.Text}");
        var values = form.QuerySelectorAll<IHtmlInputElement>("input").Where(input => input.Name is not null).ToDictionary(input => input.Name!, input => input.Value);
        foreach (var select in form.QuerySelectorAll<IHtmlSelectElement>("select")) values[select.Name!] = select.Value!;
        foreach (var (name, value) in typed) values[name] = value;
        return browser.PostAsync(action, [.. values.Select(pair => (pair.Key, pair.Value))]);
    }

    public static string[] Buttons(this TestPage page, string name) =>
        [.. page.Document.QuerySelectorAll($"button[name={name}]").Select(button => button.GetAttribute("value")!)];

    public static string? Done(this TestPage page) => page.TextOf("[role=status]");

    /// <summary>The proof of another page's forms.</summary>
    public static string Proof(this TestPage page) => page.AttributeOf("input[name=proof]", "value")!;
}
