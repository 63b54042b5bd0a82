using System.CommandLine;
using Latchkey.Server;
using Latchkey.Server.Core.NewOrgs;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Entrance.Development;
using Latchkey.Server.Entrance.Pipeline;
using Latchkey.Server.Ground.Development;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Latchkey.Cli.Commands;

/// <summary>latchkey dev [--port N] [--data DIR] [--https | --lan [ADDRESS] | --url URL] [--fresh] [--no-open]</summary>
public static class Dev
{
    public static Command Build()
    {
        var port = new Option<int>("--port") { Description = "Port to listen on; 0 takes a free one", DefaultValueFactory = _ => 8080 };
        var data = new Option<string>("--data") { Description = "Folder for the database, the keys and dev.json", DefaultValueFactory = _ => ".latchkey" };
        var https = new Option<bool>("--https") { Description = "Serve https with a certificate of a development authority kept in the data folder" };
        var lan = new Option<string?>("--lan")
        {
            Description = "Let phones in the same network in, by https: prints the address and a QR code. With an address or a name of this machine, at "
                + "that one", Arity = ArgumentArity.ZeroOrOne, HelpName = "address",
        };
        var url = new Option<string?>(
            "--url")
        { Description = "The address of a tunnel that leads here, e.g. https://phone-test.example.com: what people see, and the issuer" };
        var fresh = new Option<bool>("--fresh") { Description = "Forget what the data folder holds and begin anew" };
        var noOpen = new Option<bool>("--no-open") { Description = "Do not open a browser" };
        var postgres = new Option<string?>("--postgres") { Description = "PostgreSQL connection string; without it, one SQLite file in the data folder" };
        var fast = new Option<double>("--rate-limit-factor")
        {
            Description = "Multiplies every rate limit, for load tests", DefaultValueFactory = _ => 1,
            Hidden = true
        };
        var proofKeys = new Option<int>("--proof-keys")
        {
            Description = "How many keys of DPoP proofs stay imported, for load tests",
            DefaultValueFactory = _ => 10_000, Hidden = true
        };

        var scripted = Serve.ScriptedPages();

        var command = new Command("dev", "Start a development server: an org with people and apps to try, mail on a page, nothing else to install.") { port,
            data, https, lan, url, fresh, noOpen, postgres, fast, proofKeys, scripted };
        command.SetAction((args, ct) => Run(new Choices(
            args.GetValue(port), Path.GetFullPath(args.GetValue(data)!),
            DevPlace.Of(args.GetResult(lan) is not null, args.GetValue(lan), args.GetValue(url), args.GetValue(https)), args.GetValue(fresh),
            args.GetValue(noOpen), args.GetValue(postgres), args.GetValue(fast), args.GetValue(proofKeys), args.GetValue(scripted)), ct));
        return command;
    }

    private sealed record Choices(int Port, string Data, DevPlace Place, bool Fresh, bool NoOpen, string? Postgres, double RateLimitFactor, int ProofKeys,
        bool ScriptedPages);

    private static async Task<int> Run(Choices choices, CancellationToken ct)
    {
        if (choices is { Fresh: true, Postgres: not null })
            throw new CommandException(
                "--fresh empties the data folder, and a PostgreSQL database is not in it. Drop the database and make it again, or leave --fresh out.")
            { ExitCode = ExitCode.Usage };
        using var folder = DevFolder.Take(choices.Data);
        var isNew = !File.Exists(Path.Combine(choices.Data, Belonging.NoteFile));
        if (choices.Fresh) folder.Forget();

        // Bound before anything is built: the address is part of every issuer, and a free port must stay ours.
        var place = choices.Place;
        using var sockets = LoopbackSockets.Listen(choices.Port, place.Listen);
        var certificate = place.IsTls ? DevCertificates.Issue(choices.Data, place.CertificateNames, TimeProvider.System) : null;
        var settings = new ServerSettings
        {
            BaseUrl = place.BaseUrl(sockets.Port), DataFolder = choices.Data, Postgres = choices.Postgres, Development = true,
            DevelopmentAuthority = certificate?.Authority,
            OpenRegistration = !place.IsShared, MailboxSecret = place.IsShared ? Secrets.New() : null, TrustedProxies = place.TrustedProxies,
            RateLimitFactor = choices.RateLimitFactor, DPoPKeysRemembered = choices.ProofKeys,
            ScriptedPages = choices.ScriptedPages,
        };

        await using var app = await LatchkeyServer.Build(settings, builder =>
        {
            builder.Logging.ClearProviders();
            builder.Logging.AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat) = (true, "HH:mm:ss "));
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
            builder.Logging.AddFilter("Latchkey.Server.Ground.Mail", LogLevel.Information);
            builder.Logging.AddFilter(typeof(Failures).FullName, LogLevel.Information);         // why an error page was shown
            if (certificate is not null) builder.WebHost.UseKestrelHttpsConfiguration();
            builder.WebHost.ConfigureKestrel(
                kestrel => sockets.Handles.ForEach(handle => kestrel.ListenHandle(handle, listen => UseHttps(listen, certificate))));
        });
        if (choices.Postgres is not null && isNew && await app.Services.GetRequiredService<OrgDirectory>().Default(ct) is not null)
        {
            File.Delete(Path.Combine(folder.Path, Belonging.NoteFile));       // it does not go with this folder
            throw new CommandException("This PostgreSQL database holds an org that no development server of this folder made. Give \"latchkey dev\" an empty "
                + "database, or the folder that goes with this one.");
        }
        var facts = await app.Services.GetRequiredService<DevSeed>().Run(ct);
        if (place.IsShared) await app.Services.GetRequiredService<SetupToken>().Read(ct);
        await app.StartAsync(ct);
        Tell(facts, choices);
        new PhoneAdvice(facts, place, sockets.Port, certificate).Tell();
        Console.WriteLine("\n  Stop with Ctrl+C.\n");
        if (place.IsTls && Tls.Notice is { } notice) Console.WriteLine(notice);
        if (!choices.NoOpen) BrowserLaunch.TryOpen(facts.OrgUrl);
        await app.WaitForShutdownAsync(ct);
        return ExitCode.Ok;
    }

    private static void UseHttps(ListenOptions listen, DevCertificate? certificate)
    {
        if (certificate is not null) listen.UseHttps(certificate.Server);
    }

    private static void Tell(DevFacts facts, Choices choices)
    {
        Console.WriteLine($"""

              Latchkey is ready at {facts.OrgUrl}

              Issuer      {facts.Issuer}
              Client ID   {facts.Apps.Native.ClientId}   (native app "Quickstart")
              Person      {facts.Person.Login}   password  {facts.Person.Password}
              Admin       {facts.Admin.Login}   password  {facts.Admin.Password}
              Mail        {facts.Mail}
              All of it   {Path.Combine(choices.Data, DevFacts.File)}
            """);
    }
}
