extern alias bouncycastle;
using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Entrance.Pipeline;
using Latchkey.Server.Faces.Management.Orgs;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Outbox;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;
using Latchkey.Testing;
using Microsoft.Extensions.Logging;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.ComponentModel;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Latchkey.Server.Tests.Mail;

/// <summary>Real conversations with a real mail server. RFC 5321, RFC 3207, RFC 4954, RFC 6531, RFC 8314.</summary>
public sealed class MailRelayTests
{
    private const string Password = "p@ss:w/o?r#d%";
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly Org Bakery = new() { Id = "00o1", Name = "Example Bakery", Status = "ACTIVE", CreatedAt = Noon, UpdatedAt = Noon, Url = "https://bakery.example" };
    private static readonly Letter Hello = new("ada@example.com", "Grüße", "Hello Ada: https://bakery.example/welcome/abc", "<p>Hello Ada</p>", ["https://bakery.example/welcome/abc"]);

    [Theory]
    [InlineData("smtp://mail.example.com", "mail.example.com:587", RelaySecurity.StartTls, null, null)]
    [InlineData("smtp://mail.example.com:2525/", "mail.example.com:2525", RelaySecurity.StartTls, null, null)]
    [InlineData("smtps://mail.example.com", "mail.example.com:465", RelaySecurity.Tls, null, null)]
    [InlineData("smtp://relay:25?tls=none", "relay:25", RelaySecurity.None, null, null)]
    [InlineData("smtp://127.0.0.1:1025", "127.0.0.1:1025", RelaySecurity.None, null, null)]
    [InlineData("smtp://localhost:1025?tls=starttls", "localhost:1025", RelaySecurity.StartTls, null, null)]
    [InlineData("smtp://user:password@host:587", "host:587", RelaySecurity.StartTls, "user", "password")]
    [InlineData("smtps://u%40example.com:p%40ss%3Aw%2Fo%3Fr%23d%25@host", "host:465", RelaySecurity.Tls, "u@example.com", Password)]
    public void An_address_of_a_relay_says_where_how_and_as_whom(string address, string at, RelaySecurity security, string? user, string? password)
    {
        var relay = MailRelay.Parse(address);
        (relay.ToString(), relay.Security, relay.User).ShouldBe((at, security, user));
        if (password is not null) relay.Password.Value.ShouldBe(password);
        $"{relay}".ShouldNotContain("pass");
    }

    [Theory]
    [InlineData("mail.example.com", "smtp://")]
    [InlineData("http://mail.example.com", "smtp://")]
    [InlineData("smtp://", "looks like")]
    [InlineData("smtp://user:sec/ret@host", "%2F")]
    [InlineData("smtp://user:sec#ret@host", "%23")]
    [InlineData("smtp://user:sec:ret@host", "%3A")]
    [InlineData("smtp://user@host", "password too")]
    [InlineData("smtp://host:99999", "looks like")]
    [InlineData("smtp://host:0", "Port 0")]
    [InlineData("smtp://host/path", "host and port")]
    [InlineData("smtp://host?tls=maybe", "starttls")]
    [InlineData("smtps://host?tls=none", "smtps://")]
    [InlineData("smtp://host?timeout=3", "nothing else")]
    [InlineData("smtp://host?ca=/no/such/file.pem", "no file")]
    public void An_address_that_is_none_is_answered_with_what_to_write_and_never_with_the_password(string address, string says)
    {
        var problem = Should.Throw<FormatException>(() => MailRelay.Parse(address)).Message;
        problem.ShouldContain(says);
        problem.ShouldNotContain("ret");
    }

    [Theory]
    [InlineData("ada@example.com", true), InlineData("jörg@example.com", true), InlineData("ada@bücher.example", true), InlineData("ada+tag@sub.example.co", true), InlineData("用户@例子.广告", true)]
    [InlineData("ada", false), InlineData("@example.com", false), InlineData("ada@", false), InlineData("a@b@c", false), InlineData("ada@exa mple.com", false), InlineData("ada@-example.com", false)]
    [InlineData("ada@example..com", false), InlineData(".ada@example.com", false), InlineData("ada@exam_ple.com", false), InlineData("ada\u200b@example.com", false), InlineData("ada@example.com.", false), InlineData("\"ada\"@example.com", false)]
    public void One_rule_says_what_an_address_is(string text, bool isOne) => EmailAddress.Is(text).ShouldBe(isOne);

    [Fact]                                                             // RFC 3207, RFC 4954
    public async Task A_mail_travels_encrypted_and_with_the_password()
    {
        await using var post = await PostOffice.Open("starttls");
        await using var outbox = await Outbox.Open(post.Address());
        await outbox.Mails.Queue(Bakery.Id, Hello, default);

        await outbox.Delivery().DeliverDue(default);

        var mail = post.Taken.ShouldHaveSingleItem(string.Join('\n', outbox.Log));
        mail.Encrypted.ShouldBeTrue();
        mail.SignedInAs.ShouldBe("relay@example.com");
        var read = MimeKit.MimeMessage.Load(new MemoryStream(mail.Content));
        read.Subject.ShouldBe("Grüße");
        (read.TextBody!.Trim(), read.HtmlBody!.Trim()).ShouldBe((Hello.Text, Hello.Html));
        read.From.ToString().ShouldContain("no-reply@id.example");
        outbox.Log.ShouldAllBe(line => !line.Contains(Password, StringComparison.Ordinal));
    }

    [Theory]                                                           // RFC 8314 §3.3
    [InlineData(true), InlineData(false)]
    public async Task A_relay_with_tls_from_the_start_is_believed_by_its_certificate_alone(bool trusted)
    {
        var folder = Directory.CreateTempSubdirectory("latchkey-smtp-");
        try
        {
            using var certificate = PostOffice.Certificate(folder.FullName);
            await using var smtp = new SmtpTestServer(certificate) { Extensions = ["AUTH PLAIN"] };
            var ca = trusted ? "?ca=" + Uri.EscapeDataString(Path.Combine(folder.FullName, "ca.pem")) : "";
            await using var outbox = await Outbox.Open(new Uri($"smtps://me:{Uri.EscapeDataString(Password)}@localhost:{smtp.Url.Port}{ca}"));
            await outbox.Mails.Queue(Bakery.Id, Hello, default);
            await outbox.Delivery().DeliverDue(default);

            smtp.Taken.Count.ShouldBe(trusted ? 1 : 0, string.Join('\n', outbox.Log));
            smtp.Heard.Any(line => line.StartsWith("AUTH", StringComparison.Ordinal)).ShouldBe(trusted);
            if (!trusted) outbox.Log.ShouldContain(line => line.Contains("not trusted", StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]                                                             // RFC 8314 §3.3, RFC 4954, RFC 6531 §3.1
    public async Task An_address_in_any_script_is_reached_with_tls_from_the_start_and_a_password()
    {
        await using var post = await PostOffice.Open("tls");
        await using var outbox = await Outbox.Open(post.Address());
        await outbox.Mails.Queue(Bakery.Id, Hello with { To = "jörg@example.com" }, default);

        await outbox.Delivery().DeliverDue(default);

        var mail = post.Taken.ShouldHaveSingleItem(string.Join('\n', outbox.Log));
        (mail.To, mail.Encrypted, mail.SignedInAs).ShouldBe(("jörg@example.com", true, "relay@example.com"));
        MimeKit.MimeMessage.Load(new MemoryStream(mail.Content)).To.Mailboxes.Single().Address.ShouldBe("jörg@example.com");
    }

    [Fact]                                                             // RFC 5322 §3.6: what a mail says about itself, the same at each attempt
    public async Task A_mail_has_a_name_and_a_date_and_wants_no_answer_of_a_machine()
    {
        await using var post = await PostOffice.Open("starttls");
        post.Greylists = true;
        await using var outbox = await Outbox.Open(post.Address());
        await outbox.Mails.Queue(Bakery.Id, Hello, default);
        var id = (await outbox.Due()).Single().Id;
        await outbox.Delivery().DeliverDue(default);                   // 451: whoever means it comes again
        post.Taken.ShouldBeEmpty();
        outbox.Log.ShouldContain(line => line.Contains("come again", StringComparison.Ordinal), string.Join('\n', outbox.Log));
        outbox.Clock.Advance(TimeSpan.FromSeconds(30));
        await outbox.Delivery().DeliverDue(default);

        var mail = MimeKit.MimeMessage.Load(new MemoryStream(post.Taken.ShouldHaveSingleItem(string.Join('\n', outbox.Log)).Content));
        mail.MessageId.ShouldBe($"{id}@id.example");
        mail.Date.ShouldBe(Noon.AddSeconds(30));
        mail.Headers["Auto-Submitted"].ShouldBe("auto-generated");     // RFC 3834 §5
        mail.Headers.Contains("List-Unsubscribe").ShouldBeFalse();     // RFC 8058: one's own account is no list
        mail.Body!.ContentType.MimeType.ShouldBe("multipart/alternative");
    }

    [Theory]                                                           // RFC 5321 §4.2.1, §4.5.3.1.10
    [InlineData("550 no such mailbox", false), InlineData("554 5.7.1 not you", false), InlineData("552 mailbox full", true), InlineData("452 too busy", true), InlineData("421 closing", true)]
    public async Task What_is_refused_for_good_is_given_up_and_anything_else_comes_again(string answer, bool again)
    {
        await using var smtp = new SmtpTestServer { Refuses = _ => answer };
        await using var outbox = await Outbox.Open(smtp.Url);
        await outbox.Mails.Queue(Bakery.Id, Hello, default);
        await outbox.Delivery().DeliverDue(default);
        outbox.Clock.Advance(TimeSpan.FromSeconds(30));
        (await outbox.Due()).Count.ShouldBe(again ? 1 : 0, string.Join('\n', outbox.Log));
    }

    [Theory]                                                           // RFC 5321 §4.2.5: only an answer to the end of the mail says that it was taken
    [InlineData("EHLO", true), InlineData("MAIL", true), InlineData("RCPT", true), InlineData("DATA", true), InlineData(".", true), InlineData("QUIT", false)]
    public async Task A_relay_that_hangs_up_has_not_taken_the_mail_unless_it_said_so(string at, bool again)
    {
        await using var smtp = new SmtpTestServer { HangsUpAt = at };
        await using var outbox = await Outbox.Open(smtp.Url);
        await outbox.Mails.Queue(Bakery.Id, Hello, default);
        await outbox.Delivery().DeliverDue(default);
        smtp.HangsUpAt = null;
        outbox.Clock.Advance(TimeSpan.FromSeconds(30));
        (await outbox.Due()).Count.ShouldBe(again ? 1 : 0, string.Join('\n', outbox.Log));
        await outbox.Delivery().DeliverDue(default);
        (await outbox.Due()).ShouldBeEmpty(string.Join('\n', outbox.Log));
    }

    [Theory]                                                           // RFC 6376, RFC 8301 §3.1
    [InlineData("ada@example.com"), InlineData("jörg@example.com")]
    public async Task A_signed_mail_verifies_with_the_key_in_dns_and_a_changed_one_does_not(string to)
    {
        using var key = RsaPairs.Next();
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, key.ExportPkcs8PrivateKeyPem());
            await using var post = await PostOffice.Open("starttls");
            await using var outbox = await Outbox.Open(post.Address());
            await outbox.Mails.Queue(Bakery.Id, Hello with { To = to }, default);
            await outbox.Delivery(new DkimSettings(file, "latchkey")).DeliverDue(default);

            var mail = MimeKit.MimeMessage.Load(new MemoryStream(post.Taken.ShouldHaveSingleItem(string.Join('\n', outbox.Log)).Content));
            var signature = mail.Headers.Single(header => header.Id == MimeKit.HeaderId.DkimSignature);
            signature.Value.ShouldContain("a=rsa-sha256");
            signature.Value.ShouldContain("h=from:to:subject:date:message-id:mime-version:content-type:auto-submitted;");
            signature.Value.ShouldContain($"t={Noon.ToUnixTimeSeconds()}");
            var dns = new Dns("latchkey._domainkey.id.example", "v=DKIM1; k=rsa; p=" + Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()));
            var verifier = new MimeKit.Cryptography.DkimVerifier(dns);
            (await verifier.VerifyAsync(mail, signature)).ShouldBeTrue();
            mail.Subject = "Something else";
            (await verifier.VerifyAsync(mail, signature)).ShouldBeFalse();
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("no key", "latchkey", null, "no private RSA key"), InlineData("1000 bits", "latchkey", null, "fewer than 1024"), InlineData("public half", "latchkey", null, "no private RSA key")]
    [InlineData("good", "not a name", null, "no DKIM selector"), InlineData("good", "latchkey", "example.org", "count for nothing"), InlineData("good", "latchkey", "d.id.example", "count for nothing")]
    [InlineData("good", "latchkey", "example", null), InlineData("good", "a.b", "id.example", null)]
    public void A_signature_that_would_count_for_nothing_is_refused_at_the_start(string key, string selector, string? domain, string? says)
    {
        using var rsa = key == "1000 bits" ? RSA.Create(1000) : RsaPairs.Next();
        var file = Path.GetTempFileName();
        File.WriteAllText(file, key switch { "no key" => "nothing", "public half" => rsa.ExportSubjectPublicKeyInfoPem(), _ => rsa.ExportRSAPrivateKeyPem() });
        void Make() => MailSignature.Of(new(file, selector, domain), MailDelivery.SenderOf("no-reply@id.example"), TimeProvider.System);
        if (says is null) Make();
        else Should.Throw<FormatException>(Make).Message.ShouldContain(says);
        File.Delete(file);
    }

    /// <summary>One TXT record.</summary>
    private sealed class Dns(string name, string record) : MimeKit.Cryptography.DkimPublicKeyLocatorBase
    {
        public override bouncycastle::Org.BouncyCastle.Crypto.AsymmetricKeyParameter LocatePublicKey(string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
            $"{selector}._domainkey.{domain}" == name ? GetPublicKey(record) : throw new InvalidOperationException($"There is no {selector}._domainkey.{domain}.");

        public override Task<bouncycastle::Org.BouncyCastle.Crypto.AsymmetricKeyParameter> LocatePublicKeyAsync(string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
            Task.FromResult(LocatePublicKey(methods, domain, selector, cancellationToken));
    }

    [Theory]                                                           // RFC 3207 §5: nothing is said to somebody who may be anybody
    [InlineData("starttls", false, "relay@example.com", Password, "trusted")]
    [InlineData("plain", true, "relay@example.com", Password, "STARTTLS")]
    [InlineData("starttls", true, "relay@example.com", "wrong", "authentication failed")]
    public async Task What_is_not_as_it_should_be_keeps_the_mail_in_the_outbox(string security, bool trusts, string user, string password, string says)
    {
        await using var post = await PostOffice.Open(security);
        await using var outbox = await Outbox.Open(post.Address(user, password, trusts));
        await outbox.Mails.Queue(Bakery.Id, Hello, default);

        await outbox.Delivery().DeliverDue(default);

        post.Taken.ShouldBeEmpty();
        outbox.Log.ShouldContain(line => line.Contains(says, StringComparison.OrdinalIgnoreCase), string.Join('\n', outbox.Log));
        outbox.Log.ShouldAllBe(line => !line.Contains(password, StringComparison.Ordinal));
        outbox.Clock.Advance(TimeSpan.FromSeconds(30));
        (await outbox.Due()).ShouldHaveSingleItem();
    }

    [Fact]                                                             // a server that is down, and comes back
    public async Task A_mail_waits_until_the_relay_is_back()
    {
        var post = await PostOffice.Open("plain");
        await using var outbox = await Outbox.Open(new Uri($"smtp://127.0.0.1:{post.Port}"));
        await post.DisposeAsync();
        await outbox.Mails.Queue(Bakery.Id, Hello, default);
        await outbox.Delivery().DeliverDue(default);
        outbox.Log.ShouldContain(line => line.Contains("trying again later", StringComparison.Ordinal));

        await using var again = await PostOffice.Open("plain", port: post.Port);
        outbox.Clock.Advance(TimeSpan.FromSeconds(30));
        await outbox.Delivery().DeliverDue(default);
        again.Taken.ShouldHaveSingleItem(string.Join('\n', outbox.Log));
    }

    [Fact]                                                             // RFC 6531 §3.1: the local part goes as it is; a domain has a spelling that every relay takes
    public async Task An_address_in_any_script_is_delivered_where_the_relay_can()
    {
        await using var old = new SmtpTestServer();
        await using var toOld = await Outbox.Open(old.Url);
        await toOld.Mails.Queue(Bakery.Id, Hello with { To = "ada@bücher.example" }, default);
        await toOld.Delivery().DeliverDue(default);
        old.Heard.ShouldContain(line => line.StartsWith("RCPT TO:<ada@xn--bcher-kva.example>", StringComparison.Ordinal), string.Join('\n', toOld.Log));

        await using var able = new SmtpTestServer { Extensions = ["8BITMIME", "SMTPUTF8"] };
        await using var toAble = await Outbox.Open(able.Url);
        await toAble.Mails.Queue(Bakery.Id, Hello with { To = "jörg@example.com" }, default);
        await toAble.Delivery().DeliverDue(default);
        able.Heard.ShouldContain(line => line.StartsWith("RCPT TO:<jörg@example.com>", StringComparison.Ordinal), string.Join('\n', toAble.Log));
        able.Heard.ShouldContain(line => line.StartsWith("MAIL", StringComparison.Ordinal) && line.Contains("SMTPUTF8", StringComparison.Ordinal));
        toAble.Reach.Problem("jörg@example.com").ShouldBeNull();
    }

    [Fact]
    public async Task An_address_the_relay_cannot_reach_is_given_up_and_then_no_longer_taken()
    {
        await using var smtp = new SmtpTestServer();                   // knows no extension
        await using var outbox = await Outbox.Open(smtp.Url);
        outbox.Reach.Problem("jörg@example.com").ShouldBeNull();       // nobody has asked the relay yet
        await outbox.Mails.Queue(Bakery.Id, Hello with { To = "jörg@example.com" }, default);
        await outbox.Delivery().DeliverDue(default);

        smtp.Taken.ShouldBeEmpty();
        outbox.Log.ShouldContain(line => line.Contains("SMTPUTF8", StringComparison.Ordinal));
        outbox.Clock.Advance(TimeSpan.FromDays(1));
        (await outbox.Due()).ShouldBeEmpty();
        outbox.Reach.Problem("jörg@example.com").ShouldNotBeNull();
        outbox.Reach.Problem("ada@bücher.example").ShouldBeNull();
    }

    /// <summary>A mail server on a loopback port, with a certificate of an authority that nobody knows.</summary>
    private sealed class PostOffice(SmtpServer.SmtpServer server, CancellationTokenSource stopping, string folder, int port, bool implicitTls) : IAsyncDisposable
    {
        public static ConcurrentDictionary<int, ConcurrentQueue<Parcel>> All { get; } = new();

        private readonly Greylist greylist = new();
        private Task running = Task.CompletedTask;

        /// <summary>Sends everybody away the first time.</summary>
        public bool Greylists { set => greylist.On = value; }

        public int Port => port;
        public ConcurrentQueue<Parcel> Taken => All[port];

        public static Task<PostOffice> Open(string security, int port = 0)
        {
            if (port == 0) port = FreePort();
            var folder = Directory.CreateTempSubdirectory("latchkey-smtp-").FullName;
            var certificate = Certificate(folder);
            All[port] = [];
            var options = new SmtpServerOptionsBuilder().ServerName("localhost").Endpoint(endpoint =>
            {
                endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, port));
                if (security == "tls") endpoint.IsSecure(true);
                if (security != "plain") endpoint.Certificate(certificate).AllowUnsecureAuthentication(false);
                else endpoint.AllowUnsecureAuthentication(true);
            }).Build();
            var services = new ServiceProvider();
            services.Add(new Shelf(port));
            services.Add(new Doorman());
            var stopping = new CancellationTokenSource();
            var office = new PostOffice(new SmtpServer.SmtpServer(options, services), stopping, folder, port, security == "tls");
            services.Add(office.greylist);
            office.running = office.Server.StartAsync(stopping.Token);
            return Task.FromResult(office);
        }

        private SmtpServer.SmtpServer Server => server;

        public Uri Address(string user = "relay@example.com", string password = Password, bool trusted = true) =>
            new($"{(implicitTls ? "smtps" : "smtp")}://{Uri.EscapeDataString(user)}:{Uri.EscapeDataString(password)}@localhost:{port}"
                + (trusted ? "?ca=" + Uri.EscapeDataString(Path.Combine(folder, "ca.pem")) + "&" : "?") + (implicitTls ? "" : "tls=starttls"));

        public async ValueTask DisposeAsync()
        {
            server.Shutdown();
            await stopping.CancelAsync();
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            stopping.Dispose();
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }

        private static int FreePort()
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            return ((IPEndPoint)socket.LocalEndPoint!).Port;
        }

        /// <summary>A certificate for localhost, which is also in the folder's ca.pem.</summary>
        public static X509Certificate2 Certificate(string folder)
        {
            using var key = RsaPairs.Next();
            var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName("localhost");
            request.CertificateExtensions.Add(names.Build());
            using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(100));
            File.WriteAllText(Path.Combine(folder, "ca.pem"), made.ExportCertificatePem());
            return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
        }
    }

    private sealed record Parcel(string To, byte[] Content, bool Encrypted, string? SignedInAs);

    private sealed class Shelf(int port) : MessageStore
    {
        public override Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            var to = transaction.To.Single();
            PostOffice.All[port].Enqueue(new($"{to.User}@{to.Host}", buffer.ToArray(), context.Pipe.IsSecure, context.Authentication.IsAuthenticated ? context.Authentication.User : null));
            return Task.FromResult(SmtpResponse.Ok);
        }
    }

    private sealed class Greylist : MailboxFilter
    {
        private readonly ConcurrentDictionary<string, bool> known = new();

        public bool On { get; set; }

        public override Task<bool> CanDeliverToAsync(ISessionContext context, SmtpServer.Mail.IMailbox to, SmtpServer.Mail.IMailbox from, CancellationToken cancellationToken) =>
            !On || !known.TryAdd(to.User, true) ? Task.FromResult(true) : throw new SmtpResponseException(new SmtpResponse((SmtpReplyCode)451, "come again"));
    }

    private sealed class Doorman : UserAuthenticator
    {
        public override Task<bool> AuthenticateAsync(ISessionContext context, string user, string password, CancellationToken cancellationToken) =>
            Task.FromResult(user == "relay@example.com" && password == Password);
    }

    /// <summary>An outbox, and a delivery that talks to one relay.</summary>
    private sealed class Outbox(EmptyDatabase empty, Database database, FakeClock clock, Uri relay) : IAsyncDisposable
    {
        public FakeClock Clock => clock;
        public OutboxItems Items { get; } = new(database, Sealing, clock);
        public Mails Mails => new(Items, database, Sealing, []);
        private static Seal Sealing { get; } = new(new MasterKey(new byte[32]));
        public MailReach Reach { get; } = new();
        public Lines Log { get; } = [];

        public static async Task<Outbox> Open(Uri relay)
        {
            var empty = await EmptyDatabase.On(Engine.Sqlite);
            var clock = new FakeClock(Noon);
            var database = empty.Open();
            await database.Migrate(default);
            return new(empty, database, clock, relay);
        }

        public Task<IReadOnlyList<DueItem>> Due() => Items.Due(Mails.Kind, default);

        public OutboxDelivery Delivery(DkimSettings? dkim = null) => new(Items,
            [new MailDelivery(new ServerSettings { BaseUrl = new("https://id.example"), DataFolder = "", Smtp = relay, Dkim = dkim }, clock, Log, Reach, [])], database, new(database), clock, Log);

        public ValueTask DisposeAsync() => empty.DisposeAsync();
    }

    private sealed class Lines : List<string>, ILogger<MailDelivery>, ILogger<OutboxDelivery>
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Add(formatter(state, exception));
    }
}
