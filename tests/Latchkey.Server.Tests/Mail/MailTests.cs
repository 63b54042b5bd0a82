using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using Latchkey.Server.Core.Notices;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Management.Orgs;
using Latchkey.Server.Faces.Management.People;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Outbox;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Latchkey.Server.Tests.Mail;

public sealed class MailTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly Org Bakery = new() { Id = "00o1", Name = "Example Bakery", Status = "ACTIVE", CreatedAt = Noon, UpdatedAt = Noon, Url = "https://bakery.example" };
    private static readonly Letter Hello = new("ada@example.com", "Hello", "Hello Ada: https://bakery.example/welcome/abc", "<p>Hello Ada</p>", ["https://bakery.example/welcome/abc"]);

    [Theory, BothEngines]
    public async Task A_mail_is_sent_once_with_text_and_html(Engine engine)
    {
        await using var outbox = await Outbox.On(engine);
        await outbox.Mails.Queue(Bakery.Id, Hello, default);

        await outbox.Delivery().DeliverDue(default);
        await outbox.Delivery().DeliverDue(default);

        var mail = outbox.Smtp.Taken.ShouldHaveSingleItem();
        mail.ShouldContain("To: ada@example.com");
        mail.ShouldContain("From: no-reply@id.example");
        mail.ShouldContain("Subject: Hello");
        mail.ShouldContain("Auto-Submitted: auto-generated");       // RFC 3834 §5
        mail.ShouldContain("text/plain");
        mail.ShouldContain("text/html");
    }

    [Theory, BothEngines]
    public async Task A_mail_exists_only_if_what_caused_it_was_committed(Engine engine)
    {
        await using var outbox = await Outbox.On(engine);

        await Should.ThrowAsync<InvalidOperationException>(() => outbox.Database.Write(async writing =>
        {
            await outbox.Mails.Queue(writing, Bakery.Id, Hello);
            throw new InvalidOperationException("undone");
        }, default));

        (await outbox.Mails.Newest(default)).ShouldBeEmpty();
    }

    [Theory, BothEngines]
    public async Task Of_many_processes_one_sends_each_mail(Engine engine)
    {
        await using var outbox = await Outbox.On(engine);
        for (var i = 0; i < 20; i++) await outbox.Mails.Queue(Bakery.Id, Hello with { Subject = $"Mail {i}" }, default);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => outbox.Delivery().DeliverDue(default)));

        outbox.Smtp.Taken.Count.ShouldBe(20);
        outbox.Smtp.Taken.Select(mail => mail.Split('\n').Single(line => line.StartsWith("Subject:", StringComparison.Ordinal))).ShouldBeUnique();
    }

    [Theory, BothEngines]
    public async Task What_could_not_be_sent_is_tried_again_after_longer_and_longer(Engine engine)
    {
        await using var outbox = await Outbox.On(engine);
        outbox.Smtp.Refuses = _ => "451 try later";
        await outbox.Mails.Queue(Bakery.Id, Hello, default);

        await outbox.Delivery().DeliverDue(default);
        (await outbox.Due()).ShouldBeEmpty();
        outbox.Clock.Advance(TimeSpan.FromSeconds(30));
        (await outbox.Due()).ShouldHaveSingleItem();

        await outbox.Delivery().DeliverDue(default);
        outbox.Clock.Advance(TimeSpan.FromSeconds(59));
        (await outbox.Due()).ShouldBeEmpty();
        outbox.Clock.Advance(TimeSpan.FromSeconds(1));

        outbox.Smtp.Refuses = _ => null;
        await outbox.Delivery().DeliverDue(default);
        outbox.Smtp.Taken.ShouldHaveSingleItem();
        outbox.Clock.Advance(TimeSpan.FromDays(1));
        (await outbox.Due()).ShouldBeEmpty();
    }

    [Theory, BothEngines]
    public async Task An_address_that_will_never_take_it_is_not_tried_again(Engine engine)
    {
        await using var outbox = await Outbox.On(engine);
        outbox.Smtp.Refuses = _ => "550 no such mailbox";       // RFC 5321 §4.2.1
        await outbox.Mails.Queue(Bakery.Id, Hello, default);
        await outbox.Mails.Queue(Bakery.Id, Hello with { To = "not an address" }, default);

        await outbox.Delivery().DeliverDue(default);
        outbox.Undelivered.Order().ShouldBe([$"{Bakery.Id} ada@example.com: no such mailbox", $"{Bakery.Id} not an address: the recipient is no mail address"]);

        outbox.Clock.Advance(TimeSpan.FromDays(1));
        (await outbox.Due()).ShouldBeEmpty();
    }

    [Fact]                                                             // contract §3.6: an administrator sees why somebody waits for a mail in vain
    public async Task A_mail_that_was_refused_stands_in_the_log_of_its_org()
    {
        await using var smtp = new SmtpTestServer { Refuses = _ => "550 no such mailbox" };
        await using var org = await TestOrg.StartAsync(settings => settings with { Smtp = smtp.Url });
        var person = await org.CreatePersonAsync();
        (await org.Authn("/recovery/password", new JsonObject { ["username"] = person.Login, ["factorType"] = "EMAIL" })).ShouldSucceed();
        JsonNode? told = null;
        for (var i = 0; told is null && i < 1000; i++)
        {
            await org.Services.GetRequiredService<Core.Log.SystemLog>().Flush(default);
            told = (await org.SendListAsync("/api/v1/logs?filter=" + Uri.EscapeDataString("eventType eq \"system.email.delivery\""))).FirstOrDefault();
        }
        told.ShouldNotBeNull()["outcome"]!["result"]!.GetValue<string>().ShouldBe("FAILURE");
        told["outcome"]!["reason"]!.GetValue<string>().ShouldBe("no such mailbox");
        told["target"]![0]!["alternateId"]!.GetValue<string>().ShouldBe(person.Login);
    }

    [Theory, BothEngines]
    public async Task A_mail_whose_sender_died_is_sent_by_another_once_its_turn_is_over(Engine engine)
    {
        await using var outbox = await Outbox.On(engine);
        await outbox.Mails.Queue(Bakery.Id, Hello, default);
        var due = (await outbox.Due()).Single();
        (await outbox.Items.TryClaim(Mails.Kind, due, default)).ShouldNotBeNull();       // … and it dies here

        (await outbox.Items.TryClaim(Mails.Kind, due, default)).ShouldBeNull();
        await outbox.Delivery().DeliverDue(default);
        outbox.Smtp.Taken.ShouldBeEmpty();
        outbox.Clock.Advance(TimeSpan.FromMinutes(5));
        await outbox.Delivery().DeliverDue(default);
        outbox.Smtp.Taken.ShouldHaveSingleItem();
    }

    [Theory, BothEngines]
    public async Task A_running_delivery_sends_a_mail_as_soon_as_it_is_committed(Engine engine)
    {
        await using var outbox = await Outbox.On(engine);
        var sent = new TaskCompletionSource<string>();
        outbox.Smtp.Refuses = to => { sent.TrySetResult(to); return null; };
        using var delivery = outbox.Delivery();
        await delivery.StartAsync(default);

        await outbox.Mails.Queue(Bakery.Id, Hello, default);

        (await sent.Task.WaitAsync(TimeSpan.FromSeconds(60))).ShouldContain("ada@example.com");
        await delivery.StopAsync(default);
    }

    [Theory, BothEngines]
    public async Task A_development_server_prints_the_link_and_keeps_the_mail_for_its_mailbox(Engine engine)
    {
        await using var outbox = await Outbox.On(engine);
        await outbox.Mails.Queue(Bakery.Id, Hello, default);
        outbox.Clock.Advance(TimeSpan.FromSeconds(1));
        await outbox.Mails.Queue(Bakery.Id, Hello with { Subject = "Second" }, default);
        var log = new Lines();

        using var delivery = outbox.Delivery(outbox.Settings with { Smtp = null, Development = true }, log);
        await delivery.DeliverDue(default);

        outbox.Smtp.Taken.ShouldBeEmpty();
        log.ShouldContain("mail to ada@example.com: Hello https://bakery.example/welcome/abc");
        var mailbox = await outbox.Mails.Newest(default);
        mailbox.Select(mail => mail.Subject).ShouldBe(["Second", "Hello"]);
        mailbox[1].Links.ShouldBe(Hello.Links);
    }

    [Fact]                                                             // its HTML may look like anything and do nothing
    public async Task The_mailbox_of_a_development_server_shows_each_mail_as_text_and_as_html()
    {
        await using var org = await TestOrg.StartAsync();
        await org.Services.GetRequiredService<Mails>().Queue("00o", Hello with { Html = "<html><head></head><body><p style=\"color:red\">Hello <b>Ada</b></p></body></html>" }, default);
        using var browser = org.Browser();
        var page = await browser.OpenAsync("/dev/mail");
        page.Document.QuerySelector(".mail pre")!.TextContent.ShouldBe(Hello.Text);
        page.Headers["Content-Security-Policy"].ShouldContain("frame-src 'self';");
        var frame = page.Document.QuerySelector(".mail iframe")!;
        frame.GetAttribute("sandbox")!.ShouldNotContain("allow-same-origin");
        var html = await org.Visit(frame.GetAttribute("src")!, ("Accept", "text/html"));
        html.Text.ShouldContain("Hello <b>Ada</b>");
        html.Headers["Content-Security-Policy"].ShouldSatisfyAllConditions(
            policy => policy.ShouldStartWith("default-src 'none';"), policy => policy.ShouldContain("sandbox allow-popups"), policy => policy.ShouldNotContain("script"));
        (await org.Visit("/dev/mail/mai00000000000000000")).Status.ShouldBe(404);
    }

    [Theory, BothEngines]                                              // it waits for the right key, and the others do not wait for it
    public async Task A_mail_that_does_not_open_keeps_no_other_back(Engine engine)
    {
        await using var outbox = await Outbox.On(engine);
        await outbox.Mails.Queue(Bakery.Id, Hello, default);
        await outbox.Database.Change("update outbox set payload = @broken", new { broken = new string('A', 400) }, default);
        outbox.Clock.Advance(TimeSpan.FromSeconds(1));
        await outbox.Mails.Queue(Bakery.Id, Hello with { Subject = "Second" }, default);
        using var delivery = outbox.Delivery();
        await delivery.DeliverDue(default);
        outbox.Smtp.Taken.ShouldHaveSingleItem().ShouldContain("Second");
    }

    [Theory, BothEngines]
    public async Task Mail_is_deleted_when_its_links_no_longer_work(Engine engine)
    {
        await using var outbox = await Outbox.On(engine);
        await outbox.Mails.Queue(Bakery.Id, Hello, default);
        (await outbox.Items.DeleteExpired(default)).ShouldBe(0);
        outbox.Clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1));
        (await outbox.Items.DeleteExpired(default)).ShouldBe(1);
    }

    [Theory]
    [InlineData("en", "Set your password for ", "ltr", "Nov 29, 2026, 12:00 PM (UTC)")]
    [InlineData("de_DE", "Legen Sie Ihr Passwort", "ltr", "29.11.2026, 12:00 (UTC)")]
    [InlineData("ar", "عيّن كلمة مرورك", "rtl", "29\u200F/11\u200F/2026، 12:00 م (التوقيت العالمي)")]
    public void The_activation_mail_speaks_the_persons_language_and_links_to_the_org(string locale, string subject, string direction, string until)
    {
        var letter = MailTemplates.Activation(Bakery, Brand.Default(Bakery.Id, Bakery.Name), Person("Ada", "Lovelace", locale), "tok/en", Noon.AddDays(7));

        letter.To.ShouldBe("ada@example.com");
        letter.Subject.ShouldStartWith(subject);
        letter.Links.ShouldBe(["https://bakery.example/welcome/tok%2Fen"]);
        letter.Text.ShouldContain(letter.Links[0]);
        letter.Text.ShouldContain(until);
        var html = new HtmlParser().ParseDocument(letter.Html);
        html.DocumentElement.GetAttribute("dir").ShouldBe(direction);
        html.QuerySelectorAll("a").ShouldAllBe(link => link.GetAttribute("href") == letter.Links[0]);
    }

    [Fact]
    public void Hostile_names_stay_text_in_a_mail()
    {
        const string evil = "<img src=x onerror=alert(1)>\r\nBcc: all@example.com {0}";
        var letter = MailTemplates.Activation(Bakery, Brand.Default(Bakery.Id, evil), Person(evil, evil, "en"), "t", Noon);

        letter.Subject.ShouldNotContain('\n');
        new HtmlParser().ParseDocument(letter.Html).QuerySelectorAll("img, script").ShouldBeEmpty();
    }

    private static User Person(string first, string last, string locale) => new()
    {
        Id = "00u1", OrgId = Bakery.Id, Status = UserStatus.Provisioned, Login = "ada@example.com", Email = "ada@example.com", CreatedAt = Noon, UpdatedAt = Noon,
        Profile = new JsonObject { ["firstName"] = first, ["lastName"] = last, ["locale"] = locale },
    };

    /// <summary>A database, a mail server and a clock.</summary>
    private sealed class Outbox(EmptyDatabase empty, Database database, FakeClock clock) : IAsyncDisposable, IUndeliveredMail
    {
        public Database Database => database;
        public FakeClock Clock => clock;
        public SmtpTestServer Smtp { get; } = new();
        public OutboxItems Items { get; } = new(database, Sealing, clock);
        public Mails Mails => new(Items, database, Sealing, []);
        public List<string> Undelivered { get; } = [];
        private static Seal Sealing { get; } = new(new MasterKey(new byte[32]));
        public ServerSettings Settings => new() { BaseUrl = new("https://id.example"), DataFolder = "", Smtp = Smtp.Url };

        public static async Task<Outbox> On(Engine engine)
        {
            var empty = await EmptyDatabase.On(engine);
            var clock = new FakeClock(Noon);
            var database = empty.Open();
            await database.Migrate(default);
            return new(empty, database, clock);
        }

        public Task<IReadOnlyList<DueItem>> Due() => Items.Due(Mails.Kind, default);

        public OutboxDelivery Delivery(ServerSettings? settings = null, Lines? log = null) => new(Items,
            [new MailDelivery(settings ?? Settings, clock, log ?? [], new(), [this])], database, new(database), clock, log ?? []);

        Task IUndeliveredMail.Tell(string orgId, string recipient, string problem, CancellationToken ct)
        {
            Undelivered.Add($"{orgId} {recipient}: {problem}");
            return Task.CompletedTask;
        }

        public async ValueTask DisposeAsync()
        {
            await Smtp.DisposeAsync();
            await empty.DisposeAsync();
        }
    }

    private sealed class Lines : List<string>, ILogger<MailDelivery>, ILogger<OutboxDelivery>
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Add(formatter(state, exception));
    }
}
