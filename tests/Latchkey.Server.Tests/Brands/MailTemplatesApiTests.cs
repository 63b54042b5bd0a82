using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using Latchkey.Server.Core.Notices;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Latchkey.Server.Tests.Kit.ApiCalls;

namespace Latchkey.Server.Tests.Brands;

/// <summary>/api/v1/brands/{id}/templates/email. Contract §3.8.</summary>
public sealed class MailTemplatesApiTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Body = "<h1>Hi ${user.firstName}</h1><p>Welcome to ${org.name}. <a href=\"${activationLink}\">Begin</a></p>";

    private async Task<string> At(string name) => $"/brands/{(await Org.Read("/brands")).ShouldSucceed().Each("id").Single()}/templates/email/{name}";

    private static JsonObject Words(string language = "en", string subject = "Welcome, ${user.firstName}", string body = Body, bool? isDefault = null)
    {
        var words = new JsonObject { ["language"] = language, ["subject"] = subject, ["body"] = body };
        if (isDefault is { } said) words["isDefault"] = said;
        return words;
    }

    private async Task<TestMail> ActivationOf(string locale, string first = "Ada")
    {
        var login = $"{Ids.New("")}@example.com".ToLowerInvariant();
        var person = NewUser(login, first: first);
        person["profile"]!["locale"] = locale;
        (await Org.Post("/users?activate=true", person)).ShouldSucceed();
        return (await Org.MailsAsync(login)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Every_mail_is_listed_with_our_own_words_as_a_template()
    {
        var brand = (await Org.Read("/brands")).ShouldSucceed().Each("id").Single();
        var list = (await Org.Read($"/brands/{brand}/templates/email?expand=settings,customizationCount")).ShouldSucceed();
        list.Each("name").ShouldBe(MailKinds.All.Select(kind => kind.Name).Order(StringComparer.Ordinal));
        list.List.ShouldAllBe(one => one!["_embedded"]!["settings"]!["recipients"]!.ToString() == "ALL_USERS");
        foreach (var kind in MailKinds.All)
            foreach (var language in (string[])["en", "de", "ar"])
            {
                var content = (await Org.Read($"/brands/{brand}/templates/email/{kind.Name}/default-content?language={language}")).ShouldSucceed();
                // It can be saved as it stands, which says that all of its variables are known and the needed ones are there.
                MailWordsDraft.Of(kind, language, content["subject"], content["body"], null).Language.ShouldBe(language);
                var preview = (await Org.Read($"/brands/{brand}/templates/email/{kind.Name}/default-content/preview?language={language}")).ShouldSucceed();
                (preview["subject"] + preview["body"]).ShouldNotContain("${");
            }
        (await Org.Read($"/brands/{brand}/templates/email/Nothing")).ShouldBeRefused(404, "E0000007");
        (await Org.Read("/brands/bnd00000000000000000/templates/email")).ShouldBeRefused(404, "E0000007");
        (await Org.AllPages($"/brands/{brand}/templates/email?limit=4", "name")).Count.ShouldBe(MailKinds.All.Count);
    }

    [Theory]                                                           // threats row 4: whoever writes the words would get the link of somebody above them
    [InlineData("by name"), InlineData("by a group"), InlineData("by their own row")]
    public async Task Whoever_administers_the_org_gets_links_in_our_words(string how)
    {
        await using var org = await TestOrg.StartAsync();
        var brand = (await org.Read("/brands")).ShouldSucceed().Each("id").Single();
        foreach (var (kind, link) in ((string, string)[])[("PasswordResetByAdmin", "resetPasswordLink"), ("AuthenticatorEnrolled", "notMeLink")])
            (await org.Post($"/brands/{brand}/templates/email/{kind}/customizations", Words(body: $"<img src=\"https://elsewhere.example/?${{{link}}}\">"))).ShouldBe(HttpStatusCode.Created);
        var person = await org.CreatePersonAsync();
        if (how == "by name") (await org.Post($"/users/{person.Id}/roles", RoleCalls.Role("ORG_ADMIN"))).ShouldBe(HttpStatusCode.Created);
        if (how == "by their own row") (await org.Post($"/users/{person.Id}/roles", RoleCalls.Role("SUPER_ADMIN"))).ShouldBe(HttpStatusCode.Created);
        if (how == "by a group") (await org.Post($"/groups/{await org.MakeGroup(person.Id!)}/roles", RoleCalls.Role("SUPER_ADMIN"))).ShouldBe(HttpStatusCode.Created);
        (await org.Post($"/users/{person.Id}/lifecycle/reset_password")).ShouldSucceed();
        (await org.Post($"/users/{person.Id}/factors?activate=true", new JsonObject { ["factorType"] = "email", ["provider"] = "OKTA" })).ShouldSucceed();
        var mails = await org.MailsAsync(person.Login);
        mails.Count.ShouldBe(2);
        mails.ShouldAllBe(mail => !mail.Html.Contains("elsewhere.example", StringComparison.Ordinal));

        var ordinary = await org.CreatePersonAsync();
        (await org.Post($"/users/{ordinary.Id}/lifecycle/reset_password")).ShouldSucceed();
        (await org.MailsAsync(ordinary.Login)).ShouldHaveSingleItem().Html.ShouldContain("elsewhere.example");
    }

    [Fact]
    public async Task The_orgs_own_words_are_mailed_in_the_readers_language_and_ours_return_when_they_are_gone()
    {
        var at = await At("UserActivation");
        var english = (await Org.Post($"{at}/customizations", Words())).ShouldBe(HttpStatusCode.Created);
        english["isDefault"].ShouldBe("true");                                                      // the first is, by itself
        var german = (await Org.Post($"{at}/customizations", Words("de", "Willkommen, ${user.firstName}", "<p>Hallo ${user.firstName}: ${activationLink}</p>"))).ShouldBe(HttpStatusCode.Created);
        german["isDefault"].ShouldBe("false");

        var mail = await ActivationOf("en");
        mail.Subject.ShouldBe("Welcome, Ada");
        var html = new HtmlParser().ParseDocument(mail.Html);
        html.QuerySelector("h1")!.TextContent.ShouldBe("Hi Ada");
        html.QuerySelector("a")!.GetAttribute("href").ShouldBe(mail.Links.ShouldHaveSingleItem());
        mail.Text.ShouldContain("Hi Ada\n");
        mail.Text.ShouldContain($"Begin ({mail.Links[0]})");
        (await Org.Browser().OpenAsync(mail.Links[0])).Status.ShouldBe(HttpStatusCode.OK);          // the link works
        (await ActivationOf("de-CH")).Subject.ShouldBe("Willkommen, Ada");
        (await ActivationOf("fr")).Subject.ShouldBe("Welcome, Ada");                                // the default is for all others

        var preview = (await Org.Read($"{at}/customizations/{german.Id}/preview")).ShouldSucceed();
        preview["subject"].ShouldStartWith("Willkommen, ");
        (await Org.Delete($"{at}/customizations")).ShouldBe(HttpStatusCode.NoContent);
        (await ActivationOf("en")).Subject.ShouldStartWith("Set your password for ");
        (await Org.Events(english.Id)).ShouldBe(["system.email.template.create"]);
    }

    [Fact]
    public async Task Of_the_words_for_a_mail_exactly_one_is_the_default()
    {
        var at = await At("ForgotPassword") + "/customizations";
        JsonObject Said(string language, bool? isDefault = null) => Words(language, "x", "${resetPasswordLink}", isDefault);
        var first = (await Org.Post(at, Said("en", false))).ShouldBe(HttpStatusCode.Created);
        first["isDefault"].ShouldBe("true");
        (await Org.Post(at, Said("de", true))).ShouldBeRefused(409, "E0000182");
        (await Org.Post(at, Said("EN"))).ShouldBeRefused(409, "E0000183");
        var second = (await Org.Post(at, Said("de"))).ShouldBe(HttpStatusCode.Created);
        (await Org.Put($"{at}/{first.Id}", Said("en", false))).ShouldBeRefused(409, "E0000185");
        (await Org.Delete($"{at}/{first.Id}")).ShouldBeRefused(409, "E0000184");
        (await Org.Put($"{at}/{second.Id}", Said("de", true))).ShouldSucceed()["isDefault"].ShouldBe("true");
        (await Org.Read($"{at}/{first.Id}")).ShouldSucceed()["isDefault"].ShouldBe("false");
        (await Org.Put($"{at}/{second.Id}", Said("en", true))).ShouldBeRefused(409, "E0000183");
        (await Org.Delete($"{at}/{first.Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Delete($"{at}/{second.Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read(at)).ShouldSucceed().List.ShouldBeEmpty();
    }

    [Fact]                                                             // what may happen once, tried many times at once
    public async Task Of_many_who_make_the_first_at_once_one_is_the_default()
    {
        var at = await At("PasswordResetByAdmin") + "/customizations";
        await Task.WhenAll(Enumerable.Range(0, 8).Select(at8 => Org.Post(at, Words($"x{(char)('a' + at8)}", "x", "${resetPasswordLink}"))));
        var made = (await Org.Read(at)).ShouldSucceed();
        made.List.Count.ShouldBe(8);
        made.Each("isDefault").Count(one => one == "true").ShouldBe(1);
        (await Org.Delete(at)).ShouldBe(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("en", "Subject\r\nBcc: all@example.com", Body, "subject")]                          // header injection
    [InlineData("en", "Subject\u2028", Body, null)]
    [InlineData("en", "", Body, "subject")]
    [InlineData("en", "x", "", "body")]
    [InlineData("en", "x", "<p>No link at all</p>", "activationLink")]
    [InlineData("en", "x", "${activationLink} ${user.password}", "user.password")]
    [InlineData("en", "${verificationToken}", Body, "verificationToken")]                           // of another mail
    [InlineData("en", "x", "${activationLink}{% for i in user %}{% endfor %}", "body")]
    [InlineData("english", "x", Body, "language")]
    [InlineData("", "x", Body, "language")]
    public async Task What_cannot_be_mailed_is_refused_when_it_is_saved(string language, string subject, string body, string? cause)
    {
        var at = await At("UserActivation") + "/customizations";
        var answer = await Org.Post(at, Words(language, subject, body));
        if (cause is not null) answer.ShouldBeRefused(400, "E0000001", cause);
        else (await Org.Delete(at)).ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]                                                             // a person's name is a stranger's text
    public async Task Names_break_out_of_neither_subject_nor_body()
    {
        var at = await At("UserActivation") + "/customizations";
        (await Org.Post(at, Words())).ShouldBe(HttpStatusCode.Created);
        var mail = await ActivationOf("en", "<img src=x> ${user.login} {{ org.name }}");
        mail.Subject.ShouldBe("Welcome, <img src=x> ${user.login} {{ org.name }}");
        var html = new HtmlParser().ParseDocument(mail.Html);
        html.QuerySelectorAll("img").ShouldBeEmpty();
        html.QuerySelector("h1")!.TextContent.ShouldEndWith("${user.login} {{ org.name }}");        // filled once, not twice
        (await Org.Delete(at)).ShouldBe(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("{% for i in (1..1000000000) %}x{% endfor %}")]
    [InlineData("{{ user.profile | json }}")]
    [InlineData("{% if")]
    public async Task Words_that_cannot_be_filled_keep_no_mail_back(string hostile)
    {
        var at = await At("UserActivation") + "/customizations";
        var words = (await Org.Post(at, Words())).ShouldBe(HttpStatusCode.Created);
        await Org.Services.GetRequiredService<Database>().Change("update mail_words set body = @hostile where id = @Id", new { hostile, words.Id }, default);
        var mail = await ActivationOf("en");
        mail.Subject.ShouldStartWith("Set your password for ");
        mail.Links.ShouldHaveSingleItem();
        (await Org.Events(words.Id)).ShouldContain("system.email.template.render");
        (await Org.Delete(at)).ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_test_mail_goes_to_whoever_asks_and_opens_nothing()
    {
        var at = await At("UserActivation");
        (await Org.Post($"{at}/customizations", Words())).ShouldBe(HttpStatusCode.Created);
        (await Org.Post($"{at}/test?language=en")).ShouldBe(HttpStatusCode.NoContent);
        var mail = (await Org.MailsAsync())[0];
        mail.Subject.ShouldStartWith("Welcome, ");
        mail.Links.ShouldBe([Org.Url + "/"]);
        (await Org.Delete($"{at}/customizations")).ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Who_gets_a_mail_is_chosen_only_where_nobody_waits_for_it()
    {
        (await Org.Put(await At("UserActivation") + "/settings", new JsonObject { ["recipients"] = "NO_USERS" })).ShouldBeRefused(400, "E0000001", "recipients");
        var at = await At("PasswordChanged") + "/settings";
        (await Org.Put(at, new JsonObject { ["recipients"] = "SOMEBODY" })).ShouldBeRefused(400, "E0000001", "recipients");
        var person = await Org.CreatePersonAsync();
        async Task Change(string from, string to) => (await Org.Post($"/users/{person.Id}/credentials/change_password", new JsonObject
        {
            ["oldPassword"] = new JsonObject { ["value"] = from }, ["newPassword"] = new JsonObject { ["value"] = to },
        })).ShouldSucceed();
        (await Org.Put(at, new JsonObject { ["recipients"] = "no_users" })).ShouldSucceed()["recipients"].ShouldBe("NO_USERS");
        await Change(person.Password, "Another-Horse-8");
        (await Org.MailsAsync(person.Login)).ShouldBeEmpty();
        (await Org.Put(at, new JsonObject { ["recipients"] = "ADMINS_ONLY" })).ShouldSucceed();
        await Change("Another-Horse-8", "Another-Horse-9");
        (await Org.MailsAsync(person.Login)).ShouldBeEmpty();
        (await Org.Put(at, new JsonObject { ["recipients"] = "ALL_USERS" })).ShouldSucceed();
        await Change("Another-Horse-9", "Another-Horse-10");
        (await Org.MailsAsync(person.Login)).ShouldHaveSingleItem();
        (await Org.Read(at)).ShouldSucceed()["recipients"].ShouldBe("ALL_USERS");
    }

    [Theory]                                                           // what a mail reader without HTML is shown
    [InlineData("<html><head><title>No</title><style>p{}</style></head><body><p>One</p><p>Two &amp; more</p></body></html>", "One\n\nTwo & more\n")]
    [InlineData("a<br>b<a href=\"https://x.example\">https://x.example</a>", "a\nbhttps://x.example\n")]
    [InlineData("<a href=\"https://x.example\"><img src=\"x.png\"></a>", "https://x.example\n")]
    [InlineData("<table><tr><td>a</td></tr><tr><td>b</td></tr></table>", "a\n\nb\n")]
    public void The_text_part_is_made_from_the_html(string html, string text) => MailText.Of(html).ShouldBe(text);
}
