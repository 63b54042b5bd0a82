using System.CommandLine;
using Latchkey.Cli.Files;
using Latchkey.Server;
using Latchkey.Server.Core.NewOrgs;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Entrance.Pipeline;
using Latchkey.Server.Faces.Management.Orgs;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Latchkey.Cli.Commands;

/// <summary>
/// latchkey serve --url https://id.example.com --data DIR [--listen ADDRESS] [--certificate FILE] [--postgres CONNECTION] [--proxy ADDRESS] [--smtp
/// URL]
/// </summary>
public static class Serve
{
    public static Command Build()
    {
        var url = new Option<string>("--url") { Description = "The public address people and apps see, e.g. https://id.example.com", Required = true };
        var data = ServerData.DataOption();
        var listen = new Option<string>("--listen")
        {
            Description = "Where to listen; a reverse proxy in front ends TLS, or --certificate does here",
            DefaultValueFactory = _ => "http://127.0.0.1:8080"
        };
        var certificate = new Option<string?>("--certificate") { Description = "PEM file with the certificate and its chain, for --listen https://..." };
        var certificateKey =
            new Option<string?>("--certificate-key") { Description = "PEM file with its private key; without it, the key is in the same file" };
        var postgres = ServerData.PostgresOption();
        var proxy = new Option<string[]>(
            "--proxy")
        {
            Description = "Address or network of a reverse proxy whose X-Forwarded-For and X-Forwarded-Host count, e.g. 127.0.0.1 or 10.0.0.0/24; "
                + "once for each",
        };
        var smtp = SmtpOption();
        var from = new Option<string?>("--mail-from") { Description = "Sender of mail: an address, or \"Example Bakery <no-reply@example.com>\"" };
        from.Validators.Add(given => MailSender(given.GetValueOrDefault<string?>(), given.AddError));
        var dkimKey = new Option<string?>("--dkim-key") { Description = "PEM file with the RSA key that outgoing mail is signed with" };
        var dkimSelector = new Option<string?>("--dkim-selector") { Description = "Its name in DNS: SELECTOR._domainkey.example.com" };
        var dkimDomain = new Option<string?>("--dkim-domain") { Description = "The domain it signs for, instead of the sender's" };
        var register = new Option<bool>("--open-registration") { Description = "Let anyone register an org, without the set-up token" };
        var privateNetworks =
            new Option<bool>("--allow-private-networks") { Description = "Fetch keys from and send logout notices to apps in a private network" };
        var reference = new Option<bool>("--api-reference") { Description = "Show the description of the API as a page, at /api/reference" };
        var scripted = ScriptedPages();

        var command = new Command("serve", "Start the production server.") { url, data, listen, certificate, certificateKey, postgres, proxy, smtp, from,
            dkimKey, dkimSelector, dkimDomain, register, privateNetworks, reference, scripted };
        command.SetAction((args, ct) => Run(new ServerSettings
        {
            BaseUrl = Address(args.GetValue(url)!), DataFolder = ServerData.Folder(args, data), Postgres = ServerData.Postgres(args, postgres),
            TrustedProxies = args.GetValue(proxy) ?? [],
            Smtp = Smtp(args, smtp),
            MailFrom = args.GetValue(from), Dkim = Signing(args.GetValue(dkimKey), args.GetValue(dkimSelector), args.GetValue(dkimDomain)),
            OpenRegistration = args.GetValue(register), AllowPrivateNetworks = args.GetValue(privateNetworks),
            ApiReference = args.GetValue(reference), ScriptedPages = args.GetValue(scripted),
        }, new Listener(args.GetValue(listen)!, args.GetValue(certificate), args.GetValue(certificateKey)), ct));
        return command;
    }

    internal static Option<bool> ScriptedPages() => new("--scripted-pages")
    {
        Description = "Let orgs have sign-in pages with scripts of their own, Okta's Sign-In Widget for one: at pages.<the org's host>, which DNS and the "
            + "certificate then have to have as well",
    };

    public static Option<Uri?> SmtpOption() => new("--smtp")
    {
        Description = "Outgoing mail, e.g. smtp://user:password@mail.example.com:587, smtps://… for TLS from the start, ?tls=none for a relay in the "
            + "clear. Better in LATCHKEY_SMTP, where no list of processes shows the password",
        CustomParser = given => MailServer(given.Tokens[^1].Value, given.AddError),
    };

    public static Uri? Smtp(ParseResult args, Option<Uri?> option) =>
        args.GetValue(option) ?? (Environment.GetEnvironmentVariable("LATCHKEY_SMTP") is { Length: > 0 } given
            ? MailServer(given, problem => throw new CommandException($"LATCHKEY_SMTP: {problem}")) : null);

    private static async Task<int> Run(ServerSettings settings, Listener listener, CancellationToken ct)
    {
        CheckSigning(settings);
        var listen = listener.Configure();
        FileFaults.Folder("--data", settings.DataFolder, () => PrivateFile.MakeFolder(settings.DataFolder));
        await using var app = await LatchkeyServer.Build(settings, builder =>
        {
            builder.Logging.ClearProviders();
            builder.Logging.AddSimpleConsole(
                console => (console.SingleLine, console.TimestampFormat, console.UseUtcTimestamp) = (true, "yyyy-MM-ddTHH:mm:ssZ ", true));
            builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
            listen(builder.WebHost);
        });

        var org = await app.Services.GetRequiredService<OrgSeed>().Home(settings.BaseUrl.Host, ct);
        var setup = app.Services.GetRequiredService<SetupToken>();
        await setup.Read(ct);
        await app.StartAsync(ct);
        Console.WriteLine($"Latchkey serves {org.Url} at {listener.Address}.");
        if (DevFolder.Warning(settings.DataFolder) is { } warning) Console.WriteLine(warning);
        if (listener.IsTls && Tls.Notice is { } notice) Console.WriteLine(notice);
        // TLS ends elsewhere, so somebody stands in between, and may be taken for everybody.
        if (settings.Https && !listener.IsTls && settings.TrustedProxies.Count == 0) Console.WriteLine("""
            No proxy is trusted, so whoever comes through the one that ends TLS counts as one caller: a hundred wrong passwords
            of one stranger, and nobody signs in for a minute. Let it set X-Forwarded-For and give its address: --proxy 127.0.0.1
            """);
        var database = settings.Postgres is null ? "" : " --postgres CONNECTION";
        // Not the token: what stands here ends up in a journal that many may read.
        if (org.ClaimedAt is null) Console.WriteLine($"""
            No one administers it yet. On this or another machine:

              latchkey register --url {org.Url} --setup-token TOKEN

            The token is in {setup.File}, readable by this account alone. `latchkey setup-token --data {settings.DataFolder}{database}` prints it.
            """);
        await app.WaitForShutdownAsync(ct);
        return ExitCode.Ok;
    }

    /// <summary>
    /// Checked here, so that a slip is a sentence at the prompt and not a mail that never comes. The address itself is not repeated: it holds a
    /// password.
    /// </summary>
    private static Uri? MailServer(string text, Action<string> complain)
    {
        try
        {
            MailRelay.Parse(text);
            return new Uri(text);
        }
        catch (FormatException problem)
        {
            complain(problem.Message);
            return null;
        }
    }

    private static void MailSender(string? text, Action<string> complain)
    {
        try
        {
            if (text is not null) MailDelivery.SenderOf(text);
        }
        catch (FormatException problem)
        {
            complain(problem.Message);
        }
    }

    private static DkimSettings? Signing(string? key, string? selector, string? domain) => (key, selector) switch
    {
        (null, null) when domain is null => null,
        ({ } file, { } name) => new(file, name, domain),
        _ => throw new CommandException("--dkim-key and --dkim-selector go together: the key, and its name in DNS.") { ExitCode = ExitCode.Usage },
    };

    private static void CheckSigning(ServerSettings settings)
    {
        try
        {
            if (settings.Dkim is { } dkim) MailSignature.Of(dkim, MailDelivery.SenderOf(settings), TimeProvider.System);
        }
        catch (FormatException problem)
        {
            throw new CommandException(problem.Message);
        }
    }

    /// <summary>Production is https, except on this machine itself.</summary>
    internal static Uri Address(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            throw new CommandException($"--url {text} is not an address like https://id.example.com.") { ExitCode = ExitCode.Usage };
        if (url.Scheme == "http" && !url.IsLoopback)
            throw new CommandException(
                $"--url {text} is not https: passwords and tokens would travel in the clear. Put TLS in front and give the https address.")
            { ExitCode = ExitCode.Usage };
        return url.AbsolutePath == "/" && url.Query.Length == 0 && url.Fragment.Length == 0 ? url
            : throw new CommandException($"--url {text} has a path. Latchkey needs a host of its own, e.g. {url.GetLeftPart(UriPartial.Authority)}.")
            { ExitCode = ExitCode.Usage };
    }
}
