using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Latchkey.Server.Account;
using Latchkey.Server.Brands;
using Latchkey.Server.Languages;
using Latchkey.Server.Mail;
using Latchkey.Server.Orgs;
using Latchkey.Server.Storage;
using Latchkey.Server.Tests.Storage;
using Latchkey.Server.Users;
using Latchkey.Server.Web;
using Latchkey.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Latchkey.Server.Tests.Account;

public sealed class WelcomeEndpointTests
{
    private const string Good = "Correct7Horse";

    [Theory, BothEngines]
    public async Task The_link_sets_the_first_password_and_makes_the_person_active(Engine engine)       // Contract §3.2, PROVISIONED → ACTIVE
    {
        await using var account = await Site.On(engine);
        var link = await account.Link(OneTimeLinks.Welcome);

        var form = await account.Open(link);
        form.QuerySelector("h1")!.TextContent.ShouldBe("Welcome, Ada Lovelace");
        ((IHtmlInputElement)form.QuerySelector("input[autocomplete=username]")!).Value.ShouldBe("ada@example.com");
        var answer = await account.Post(link, Good, Good);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(Texts.English.PasswordIsSet);
        var ada = await account.Ada();
        ada.Status.ShouldBe(UserStatus.Active);
        (await account.Hashing.Verify(ada, Good, default)).ShouldBe(PasswordVerdict.Right);
    }

    [Theory, BothEngines]
    public async Task The_second_use_is_refused_with_what_to_do(Engine engine)
    {
        await using var account = await Site.On(engine);
        var link = await account.Link(OneTimeLinks.Welcome);
        await account.Post(link, Good, Good);

        foreach (var again in (HttpResponseMessage[])[await account.Browser.GetAsync(link), await account.Post(link, "Another7Horse", "Another7Horse")])
        {
            again.StatusCode.ShouldBe(HttpStatusCode.Gone);
            var page = await again.Content.ReadAsStringAsync();
            page.ShouldContain(Texts.English.LinkUsed);
            page.ShouldContain(Texts.English.LinkUsedNext);
        }
        (await account.Hashing.Verify(await account.Ada(), Good, default)).ShouldBe(PasswordVerdict.Right);
    }

    [Theory, BothEngines]
    public async Task Looking_at_the_page_or_failing_a_rule_leaves_the_link_alone(Engine engine)
    {
        await using var account = await Site.On(engine);
        var link = await account.Link(OneTimeLinks.Welcome);

        for (var i = 0; i < 3; i++) (await account.Browser.GetAsync(link)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var weak = await account.Post(link, "short", "short");
        weak.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var document = await Read(weak);
        document.QuerySelector("[role=alert]")!.TextContent.ShouldBe(Texts.English.RulesBroken);
        document.QuerySelectorAll("li.broken").Select(rule => rule.TextContent).ShouldBe([Texts.English.RuleLength, Texts.English.RuleUpper, Texts.English.RuleNumber]);
        (await weak.Content.ReadAsStringAsync()).ShouldNotContain("value=\"short\"");
        var different = await account.Post(link, Good, Good + "x");
        (await Read(different)).QuerySelector("[role=alert]")!.TextContent.ShouldBe(Texts.English.PasswordsDiffer);

        (await account.Post(link, Good, Good)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, BothEngines]
    public async Task Of_many_racing_posts_one_sets_the_password(Engine engine)
    {
        await using var account = await Site.On(engine);
        var link = await account.Link(OneTimeLinks.Welcome);

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => account.Post(link, $"{Good}{i}", $"{Good}{i}")));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Gone).ShouldBe(15);
        var winner = Array.FindIndex(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        (await account.Hashing.Verify(await account.Ada(), $"{Good}{winner}", default)).ShouldBe(PasswordVerdict.Right);
    }

    [Theory, BothEngines]
    public async Task A_link_that_is_over_replaced_invented_or_for_something_else_sets_nothing(Engine engine)
    {
        await using var account = await Site.On(engine);
        var replaced = await account.Link(OneTimeLinks.Welcome);
        var link = await account.Link(OneTimeLinks.Welcome);

        (await account.Post(replaced, Good, Good)).StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await account.Post(link.Replace("welcome", "reset_password", StringComparison.Ordinal), Good, Good)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await account.Post("/welcome/" + new string('a', 22), Good, Good)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await account.Browser.GetAsync("/welcome/%3Cscript%3E")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        account.Clock.Advance(TimeSpan.FromDays(7));
        var late = await account.Post(link, Good, Good);
        late.StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await late.Content.ReadAsStringAsync()).ShouldContain(Texts.English.LinkExpired);
        (await account.Ada()).PasswordHash.ShouldBeNull();
    }

    [Theory, BothEngines]
    public async Task A_reset_link_sets_a_new_password(Engine engine)
    {
        await using var account = await Site.On(engine);
        await account.Post(await account.Link(OneTimeLinks.Welcome), Good, Good);
        var link = await account.Link(OneTimeLinks.ResetPassword);

        (await account.Open(link)).QuerySelector("h1")!.TextContent.ShouldBe(Texts.English.ChooseNewPassword);
        (await account.Post(link, "Another7Horse", "Another7Horse")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await account.Hashing.Verify(await account.Ada(), Good, default)).ShouldBe(PasswordVerdict.Wrong);
    }

    private static async Task<IHtmlDocument> Read(HttpResponseMessage answer) => new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());

    /// <summary>The two endpoints on a real Kestrel over a real database with one person who has no password yet.</summary>
    private sealed class Site(EmptyDatabase empty, Database database, WebApplication app, User ada) : IAsyncDisposable
    {
        public HttpClient Browser { get; } = new() { BaseAddress = new Uri(app.Urls.First()) };
        public FakeClock Clock => (FakeClock)app.Services.GetRequiredService<TimeProvider>();
        public PasswordHashing Hashing => app.Services.GetRequiredService<PasswordHashing>();

        public static async Task<Site> On(Engine engine)
        {
            var empty = await EmptyDatabase.On(engine);
            var clock = new FakeClock();
            var database = empty.Open();
            await database.Migrate(default);
            var org = new Org { Id = "00o1", Name = "Bakery", Status = "ACTIVE", CreatedAt = clock.GetUtcNow(), UpdatedAt = clock.GetUtcNow() };
            await database.Change("insert into orgs (id, name, status, created_at, updated_at) values (@Id, @Name, @Status, @CreatedAt, @UpdatedAt)", org, default);

            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton(database).AddSingleton<TimeProvider>(clock)
                .AddSingleton(new ServerSettings { BaseUrl = new("http://localhost"), DataFolder = "", PasswordIterations = 1000 })
                .AddSingleton(new MasterKey(new byte[32])).AddSingleton<Seal>().AddSingleton<OneTimeLinks>().AddSingleton<Server.Users.Users>().AddSingleton<PasswordHashing>().AddSingleton<BrandOfOrg>().AddSingleton<Mails>().AddSingleton<AccountNotices>().AddSingleton<NewPassword>();
            var app = builder.Build();
            app.Urls.Add("http://127.0.0.1:0");
            app.Use((http, next) => { http.Features.Set(org); return next(http); });
            app.MapGet("/welcome/{token}", (HttpContext http, string token, NewPassword page) => WelcomeEndpoint.Show(http, token, page));
            app.MapPost("/welcome/{token}", (HttpContext http, string token, NewPassword page) => WelcomeEndpoint.Set(http, token, page));
            app.MapGet("/reset_password/{token}", (HttpContext http, string token, NewPassword page) => ResetPasswordEndpoint.Show(http, token, page));
            app.MapPost("/reset_password/{token}", (HttpContext http, string token, NewPassword page) => ResetPasswordEndpoint.Set(http, token, page));
            await app.StartAsync();

            var ada = await app.Services.GetRequiredService<Server.Users.Users>().Create(new NewUser
            {
                OrgId = org.Id, Status = UserStatus.Provisioned,
                Profile = new JsonObject { ["login"] = "ada@example.com", ["email"] = "ada@example.com", ["firstName"] = "Ada", ["lastName"] = "Lovelace" },
            }, default);
            return new(empty, database, app, ada!);
        }

        public async Task<string> Link(string purpose) =>
            $"/{purpose}/{await app.Services.GetRequiredService<OneTimeLinks>().Issue(ada, purpose, OneTimeLinks.Lifetime, default)}";

        public async Task<IHtmlDocument> Open(string link) => await Read(await Browser.GetAsync(link));

        public Task<HttpResponseMessage> Post(string link, string password, string confirm) => Browser.PostAsync(link,
            new FormUrlEncodedContent(new Dictionary<string, string> { ["password"] = password, ["confirm"] = confirm }));

        public async Task<User> Ada() => (await app.Services.GetRequiredService<Server.Users.Users>().Read("00o1", ada.Id, default))!;

        public async ValueTask DisposeAsync()
        {
            Browser.Dispose();
            await app.DisposeAsync();
            await database.DisposeAsync();
            await empty.DisposeAsync();
        }
    }
}
