using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Imports;
using Latchkey.Server.Ground.Outbox;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Tests.Kit;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.AdminConsole;

/// <summary>Directory &gt; People &gt; Import: from a CSV file, mapped, looked at, taken in, and with a report of what was refused. Contract §3.2 and §8.6.</summary>
public sealed class ConsoleImportTests(OrgFixture fixture) : OrgTest(fixture)
{
    private readonly string unique = Secrets.Digits(10);

    private string Login(string name) => $"{name}-{unique}@example.com";

    private async Task<(HttpStatusCode Status, string? Location, string Text)> Upload(TestBrowser browser, string csv, string? token = null, byte[]? bytes = null)
    {
        token ??= (await browser.OpenAsync("/admin/people/import")).FormToken();
        using var handler = new HttpClientHandler { CookieContainer = browser.Cookies, AllowAutoRedirect = false };
        using var http = new HttpClient(handler);
        using var form = new MultipartFormDataContent { { new StringContent(token), "form_token" }, { new StringContent("staff.csv"), "name" }, { new ByteArrayContent(bytes ?? Encoding.UTF8.GetBytes(csv)), "file", "staff.csv" } };
        using var answer = await http.PostAsync(Org.Url + "/admin/people/import", form);
        return (answer.StatusCode, answer.Headers.Location?.ToString(), await answer.Content.ReadAsStringAsync());
    }

    private async Task<TestPage> Uploaded(TestBrowser browser, string csv) => await browser.OpenAsync((await Upload(browser, csv)).Location.ShouldNotBeNull());

    private static async Task<TestPage> Done(TestBrowser browser, TestPage page)
    {
        var here = page.Url.AbsolutePath;
        await Eventually.HoldsAsync(async () => (page = await browser.OpenAsync(here)).TextOf("#result") == "What became of it");
        return page;
    }

    private static string[] Numbers(TestPage page) => [.. page.Document.QuerySelectorAll("dl.rows dd").Select(number => number.TextContent)];

    private async Task<string> Row(string login) => (await Org.Services.GetRequiredService<Database>().One<string>("select status || profile from users where login_key = @login", new { login }, default)).ShouldNotBeNull();

    [Fact]
    public async Task A_file_is_mapped_looked_at_taken_in_and_what_was_refused_comes_back_as_a_file()
    {
        using var browser = await Org.ConsoleAsync();
        var there = await Org.CreatePersonAsync();
        var csv = $"E-Mail;Given name;Surname;Department;Shoe size\r\n{Login("ada")};Ada;Lovelace;\"Analysis; Engines\";38\r\n{Login("no-name")};;;;\r\n{there.Login};Some;Body;Kept;40\r\nnot an address;Not;Anybody;=1+1;41\r\n\r\n";
        var page = await Uploaded(browser, csv);
        page.TextOf("h1")!.ShouldContain("staff.csv");
        page.Document.QuerySelectorAll("#mapping-form select").Select(select => ((AngleSharp.Html.Dom.IHtmlSelectElement)select).Value).ShouldBe(["email", "firstName", "lastName", "department", ""]);
        page.Document.Body!.TextContent.ShouldContain("Would be refused: 2");
        page.Document.QuerySelectorAll(".plain tbody tr").Select(row => row.QuerySelector(".badge")!.TextContent).ShouldBe(["New", "Refused", "Is there", "Refused"]);
        page.Text.ShouldContain("must be an email address");
        page.Text.ShouldContain("firstName: The field cannot be left blank");

        page = await browser.PressAsync(page, "#mapping-form", ("column.4", "title"), ("beginning", "LATER"));
        await browser.PressAsync(page, "#start", ("do", "start"));
        page = await Done(browser, page);
        Numbers(page).ShouldBe(["1", "0", "1", "2"]);
        var ada = (await Org.Read($"/users/{Login("ada")}")).ShouldSucceed();
        ada["status"]!.ShouldBe("STAGED");
        ada.Object["profile"]!["department"]!.ToString().ShouldBe("Analysis; Engines");
        ada.Object["profile"]!["title"]!.ToString().ShouldBe("38");

        var report = await browser.OpenAsync(page.Url.AbsolutePath + "/refused");
        report.Headers["Content-Disposition"].ShouldContain("attachment");
        report.Headers["Content-Security-Policy"].ShouldEndWith("sandbox");
        report.Text.Split("\r\n")[0].ShouldBe("E-Mail,\"Given name\",Surname,Department,\"Shoe size\",line,reason");
        report.Text.ShouldContain("'=1+1");                            // a spreadsheet computes nothing of it
        report.Text.Split("\r\n").Length.ShouldBe(4);
        // Mended and brought again: nobody twice, and nothing of the report's own in a profile.
        page = await Uploaded(browser, report.Text.Replace("not an address", Login("mended"), StringComparison.Ordinal));
        await browser.PressAsync(page, "#start", ("do", "start"));
        Numbers(await Done(browser, page))[0].ShouldBe("1");
        (await Org.Read($"/users/{Login("mended")}")).ShouldSucceed().Object["profile"]!["department"]!.ToString().ShouldBe("=1+1");
    }

    /// <summary>Issue 11: no rule twice. The row and the lines of the log are the same but for name, id and time.</summary>
    [Fact]
    public async Task A_person_from_a_file_and_one_of_the_api_have_the_same_row_and_the_same_log()
    {
        using var browser = await Org.ConsoleAsync();
        var page = await browser.PressAsync(await Uploaded(browser, $"email,firstName,lastName\n{Login("file")},Same,Person\n"), "#mapping-form", ("beginning", "LATER"));
        await browser.PressAsync(page, "#start", ("do", "start"));
        await Done(browser, page);
        var byApi = (await Org.Post("/users?activate=false", new JsonObject { ["profile"] = new JsonObject { ["login"] = Login("api"), ["email"] = Login("api"), ["firstName"] = "Same", ["lastName"] = "Person" } })).ShouldSucceed().Id;
        static JsonObject Sorted(string profile) => new(((JsonObject)JsonNode.Parse(profile[profile.IndexOf('{')..])!).OrderBy(one => one.Key).Select(one => KeyValuePair.Create(one.Key, one.Value?.DeepClone())));
        var (file, api) = (await Row(Login("file")), await Row(Login("api")));
        file[..file.IndexOf('{')].ShouldBe(api[..api.IndexOf('{')]);
        Sorted(file).ToJsonString().ShouldBe(Sorted(api).ToJsonString().Replace(Login("api"), Login("file"), StringComparison.Ordinal));
        string Whoever(string line) => System.Text.RegularExpressions.Regex.Replace(line, "by User 00u\\w+", "by User somebody");
        (await Org.LogOf((await Org.Read($"/users/{Login("file")}")).Id)).Select(Whoever).ShouldBe((await Org.LogOf(byApi)).Select(Whoever));
    }

    [Fact]                                                             // a run that was cut off, or two at once: each line counts once
    public async Task However_often_a_run_is_tried_each_line_counts_once()
    {
        using var browser = await Org.ConsoleAsync();
        var csv = "email,firstName,lastName\n" + string.Concat(Enumerable.Range(0, 40).Select(at => $"{Login($"many{at}")},Many,People\n"));
        var page = await Uploaded(browser, csv);
        page = await browser.PressAsync(page, "#mapping-form", ("beginning", "LATER"));
        var id = page.Url.AbsolutePath.Split('/')[^1];
        await browser.PressAsync(page, "#start", ("do", "start"));
        var orgId = (await Org.Services.GetRequiredService<Database>().One<string>("select org_id from imports where id = @id", new { id }, default)).ShouldNotBeNull();
        var runs = Org.Services.GetRequiredService<ImportRuns>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => runs.Deliver(new ClaimedItem { Id = id, OrgId = orgId, Recipient = id, Payload = id, Attempts = 1, LastProblem = null, CreatedAt = default, ExpiresAt = default }, default)));
        Numbers(await Done(browser, page)).ShouldBe(["40", "0", "0", "0"]);
        (await Org.Services.GetRequiredService<Database>().One<long>("select count(*) from import_rows where import_id = @id", new { id }, default)).ShouldBe(0);   // forgotten here
        (await Org.LogOf(id)).Count(line => line.StartsWith("system.import.complete", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Who_is_there_already_gets_what_the_file_says_where_that_is_wanted()
    {
        using var browser = await Org.ConsoleAsync();
        var person = await Org.CreatePersonAsync();
        var csv = $"login,email,firstName,lastName,department\n{person.Login.ToUpperInvariant()},{person.Login},New,Name,\n";
        for (var time = 0; time < 2; time++)
        {
            var page = await browser.PressAsync(await Uploaded(browser, csv), "#mapping-form", ("existing", "UPDATE"));
            await browser.PressAsync(page, "#start", ("do", "start"));
            Numbers(await Done(browser, page)).ShouldBe(time == 0 ? ["0", "1", "0", "0"] : ["0", "0", "1", "0"]);
        }
        (await Org.Read($"/users/{person.Id}")).Object["profile"]!["firstName"]!.ToString().ShouldBe("New");
    }

    [Fact]                                                             // what is started is what was looked at
    public async Task A_file_that_somebody_mapped_otherwise_meanwhile_is_not_started()
    {
        using var browser = await Org.ConsoleAsync();
        var page = await Uploaded(browser, $"email,firstName,lastName\n{Login("late")},La,Te\n");
        await browser.PressAsync(page, "#mapping-form", ("existing", "UPDATE"));
        (await browser.PressAsync(page, "#start", ("do", "start"))).Shows("#mapping-form").ShouldBeTrue();
        (await browser.PressAsync(page, "#mapping-form", ("column.0", ""))).TextOf("#problems")!.ShouldContain("email");
        (await browser.PressAsync(page, "#mapping-form", ("column.0", "firstName"))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.PressAsync(page, "#delete", ("do", "delete"))).TextOf("[role=status]").ShouldBe("Deleted.");
        (await browser.OpenAsync(page.Url.AbsolutePath)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]                                                             // bounded, and no file that is something else
    public async Task What_is_no_file_of_people_is_refused_and_says_why()
    {
        using var browser = await Org.ConsoleAsync();
        foreach (var (csv, why) in new[]
        {
            ("", "is empty"), ("email\n", "no line but the first"), ("email,email\na,b\n", "two columns of one name"), ("email,\na,b\n", "a column without a name"),
            ("email\na,b\n", "has 2 columns in line 2"), ("email\n\"a\n", "never closes"), ("email\n" + new string('a', 5_000), "4096 characters"),
            ("email\n" + string.Concat(Enumerable.Repeat("a\n", 10_001)), "more than 10000 lines"), (string.Join(',', Enumerable.Range(0, 101)) + "\n", "more than 100 columns"),
        })
        {
            var (status, _, text) = await Upload(browser, csv);
            status.ShouldBe(HttpStatusCode.BadRequest, why);
            WebUtility.HtmlDecode(text).ShouldContain(why);
        }
        (await Upload(browser, "", bytes: [.. "email\n"u8, 0xE4, 0xF6])).Text.ShouldContain("is not UTF-8");
        (await Upload(browser, "email\na\n", token: "guessed")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await Upload(browser, "", bytes: new byte[3_500_000])).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await browser.OpenAsync("/admin/people/import/imp00000000000000000")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]                                                             // RFC 4180 §2
    public void A_file_is_read_as_spreadsheets_write_it()
    {
        static string[][] Cells(string text) => [.. CsvTable.Read(Encoding.UTF8.GetBytes(text)).Lines.Select(line => line.Cells.ToArray())];
        Cells("\uFEFFa,b\r\n\"x,\"\"y\"\"\",\"two\r\nlines\"\r\n").ShouldBe([["x,\"y\"", "two\r\nlines"]]);
        Cells("a;b\n1,5;2\n").ShouldBe([["1,5", "2"]]);
        Cells("a\tb\n1\t2").ShouldBe([["1", "2"]]);
        Cells("a\n'+49 30\n'quoted'\n").ShouldBe([["+49 30"], ["'quoted'"]]);
        CsvTable.Read(Encoding.UTF8.GetBytes("a\n\n\nb\n")).Lines.Single().Number.ShouldBe(4);
        foreach (var cell in new[] { "=cmd", "+1", "-1", "@x", "a,b", "say \"x\"", "two\nlines", "plain" })
            Cells("a\n" + CsvTable.Written([cell])).ShouldBe([[cell]]);
        Should.Throw<RuleException>(() => Cells("a\n\0\n")).Field.ShouldBe("file");
    }

    [Fact]                                                             // OWASP ASVS 5.3: a file as an attacker writes it
    public async Task Hostile_cells_stay_text_on_every_page()
    {
        using var browser = await Org.ConsoleAsync();
        foreach (var name in HostileNames.All.Where(name => !name.Any(char.IsControl)))
        {
            static string Csv(string header, string cell) => CsvTable.Written(["email", header, "lastName"]) + CsvTable.Written([cell, cell, cell]);
            var (hostile, plain) = (await Uploaded(browser, Csv(name.Trim() + "x", name)), await Uploaded(browser, Csv("plain", "plain")));
            hostile.Shape().ShouldBe(plain.Shape(), name);
        }
    }
}
