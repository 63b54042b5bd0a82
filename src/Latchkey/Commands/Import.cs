using System.CommandLine;
using Latchkey.Cli.Api;
using Latchkey.Cli.Files;
using Latchkey.Cli.Imports;
using Latchkey.Cli.Settings;

namespace Latchkey.Cli.Commands;

/// <summary>latchkey import okta|auth0|keycloak|csv: people, groups and what else comes along, from elsewhere.</summary>
public static class Import
{
    private sealed class Options
    {
        public readonly Option<string?> Journal = new("--journal")
        {
            Description = "Where it is written what was brought, so that a second run goes on there. [default: latchkey-import-SOURCE.jsonl]",
            HelpName = "file",
        };
        public readonly Option<string?> Report = new("--report")
        {
            Description = "Where it is written what did not come along, and why. [default: latchkey-import-SOURCE-left.csv]", HelpName = "file",
        };
        public readonly Option<bool> Attributes = new("--create-attributes")
        {
            Description = "Make attributes that this org has not; otherwise they are left out.",
        };
        public readonly Option<bool> SendMail = new("--send-mail") { Description = "Mail those who have no password a link to set one." };
        public readonly Option<bool> Hook = new("--password-hook")
        {
            Description = "Ask the org's password import hook at the first sign-in of those who bring no hash.",
        };

        public IEnumerable<Option> All => [Journal, Report, Attributes, SendMail, Hook];
    }

    public static Command Build() => new("import", "Bring people, groups and apps from elsewhere. What was brought is written down: run it again to go on.")
    {
        Okta(),
        OfFile("auth0", "people of an Auth0 export: NDJSON or JSON, with or without hashes", file => new Auth0File(file)),
        OfFile("keycloak", "people, groups and clients of a realm that kc.sh exported", file => new KeycloakRealm(file)),
        OfFile("csv", "people of a CSV file, whose first row names attributes such as email,firstName,lastName,groups", file => new CsvPeople(file)),
    };

    private static Command Okta()
    {
        var url = new Option<string>("--url") { Description = "The org to bring over, e.g. https://example.okta.com.", Required = true };
        var token = new Option<string?>("--token")
        {
            Description = "An API token of it; better in LATCHKEY_IMPORT_TOKEN, where no list of processes shows it.",
        };
        var command = new Command("okta", "Bring people, groups, apps, assignments, policies and authorization servers of an Okta org, by its API.") { url,
            token };
        var options = new Options();
        foreach (var option in options.All) command.Add(option);
        command.SetAction(async (args, ct) =>
        {
            var terminal = Terminal.For(args);
            var from = OrgUrl.Parse(args.GetRequiredValue(url));
            var shown = args.GetValue(token) ?? (Environment.GetEnvironmentVariable("LATCHKEY_IMPORT_TOKEN") is { Length: > 0 } given ? given
                : terminal.Ask.Secret("API token of that org", "Set LATCHKEY_IMPORT_TOKEN."));
            using var okta = new ManagementApi(new OrgConnection(from, shown, "LATCHKEY_IMPORT_TOKEN or --token") { IsSource = true }, terminal);
            return await Run(terminal, "okta", new OktaOrg(okta, args.GetValue(options.Hook)), options, args, ct);
        });
        return command;
    }

    private static Command OfFile(string name, string what, Func<string, ISource> open)
    {
        var file = new Argument<string>("FILE") { Description = "The file." };
        var command = new Command(name, $"Bring {what}.") { file };
        var options = new Options();
        foreach (var option in options.All) command.Add(option);
        command.SetAction((args, ct) =>
        {
            var path = args.GetRequiredValue(file);
            if (!File.Exists(path)) throw new CommandException(Directory.Exists(path)
                ? $"{path} is a folder: give the file in it." : $"There is no file \"{path}\".");
            return Run(Terminal.For(args), name, open(path), options, args, ct);
        });
        return command;
    }

    private static async Task<int> Run(Terminal terminal, string name, ISource source, Options options, ParseResult args, CancellationToken ct)
    {
        using var api = ManagementApi.Connect(terminal);
        var left = new Leftovers();
        using var journal = new Journal(args.GetValue(options.Journal) ?? $"latchkey-import-{name}.jsonl", api.Org.Text());
        var importing = new Importing(api, source, journal, left,
            new ImportWishes(args.GetValue(options.Attributes), args.GetValue(options.SendMail), args.GetValue(options.Hook)), terminal);
        var report = args.GetValue(options.Report) ?? $"latchkey-import-{name}-left.csv";
        // Before anybody is brought: what did not come along must have a place to stand.
        FileFaults.RequireWritable("--report", report);
        try
        {
            await importing.Run(ct);
        }
        finally
        {
            left.Write(report);
            terminal.Say($"{importing.People} people brought, {importing.Already} were there, {importing.Refused} refused; {importing.Groups} groups"
                + (importing.Progress is { Count: > 0 } progress ? $" ({progress})." : "."));
            if (left.Count > 0) terminal.Say($"{left.Count} things did not come along, or want looking after: {report}");
        }
        terminal.Answer(new
        {
            people = importing.People,
            already = importing.Already,
            refused = importing.Refused,
            groups = importing.Groups,
            left = left.Count,
            report
        });
        return importing.Refused > 0 ? ExitCode.Failed : ExitCode.Ok;
    }
}
