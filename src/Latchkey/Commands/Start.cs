using System.CommandLine;
using System.Diagnostics;
using Latchkey.Cli.Api;
using Latchkey.Cli.Apps;

namespace Latchkey.Cli.Commands;

/// <summary>latchkey start [SAMPLE]: makes the app that a sample of the repository is, and runs the sample as it. Contract §5.6.</summary>
public static class Start
{
    private sealed record Sample(string Name, string Folder, AppTemplate Template, string? SignIn, string? SignOut, string Means);

    private static readonly Sample[] Samples =
    [
        new("quickstart", "Quickstart", AppTemplate.Native, "http://127.0.0.1/callback", "http://127.0.0.1/",
            "a console app in which somebody signs in with the browser"),
        new("web", "WebApp", AppTemplate.Web, "http://localhost:8090/authorization-code/callback", "http://localhost:8090/", "a web app of ASP.NET Core"),
        new("nightly", "NightlyReport", AppTemplate.Service, null, null, "a job that runs with nobody there"),
    ];

    public static Command Build()
    {
        var name = new Argument<string?>("SAMPLE")
        {
            Description = $"One of: {string.Join(", ", Samples.Select(sample => sample.Name))}. Asked for when it is left out.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        name.AcceptOnlyFromAmong([.. Samples.Select(sample => sample.Name)]);
        var only = new Option<bool>("--no-run") { Description = "Make the app and say how to run the sample; do not run it." };
        var command = new Command("start", "Run a sample of the repository against the organization, with an app made for it.") { name, only };
        command.SetAction((args, ct) => Run(Terminal.For(args), args.GetValue(name), !args.GetValue(only), ct));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, string? name, bool runs, CancellationToken ct)
    {
        var sample = name is null ? terminal.Ask.Choose(
            "Select a sample", [.. Samples.Select(one => ($"{one.Name}: {one.Means}", one))], fallback: 0, $"Give it: latchkey start {Samples[0].Name}.")
            : Samples.Single(one => one.Name == name);
        var folder = Find(sample.Folder)
            ?? throw new CommandException(
                $"There is no folder samples/{sample.Folder} here or above: the samples are in Latchkey's repository. Run this inside a clone of it.");
        using var api = ManagementApi.Connect(terminal);
        var server = await AuthorizationServerChoice.Pick(api, terminal, null, ct);
        var wanted = sample.Template.App(
            $"Sample {sample.Name}", new RedirectUris(sample.SignIn is null ? [] : [sample.SignIn], sample.SignOut is null ? [] : [sample.SignOut]),
            refreshToken: sample.Template == AppTemplate.Native);
        if (await new OidcApps(api, terminal).CreateOrReuse(sample.Template, wanted, ct) is not { } app) return ExitCode.Declined;

        var project = Path.Combine(folder, sample.Folder + ".csproj");
        terminal.Say($"dotnet run --project {project} -- --issuer {server.Issuer} --client-id {app.Credentials.ClientId}"
            + (app.Credentials.ClientSecret is null ? ""
                : $"\nIts secret goes into LATCHKEY_CLIENT_SECRET; \"latchkey apps config --app {app.Credentials.ClientId}\" tells it."));
        terminal.Answer(new { sample = sample.Name, project, app.Credentials.ClientId, server.Issuer });
        return runs ? await RunSample(project, server.Issuer, app, ct) : ExitCode.Ok;
    }

    /// <summary>The secret goes by the environment, where no list of processes shows it.</summary>
    private static async Task<int> RunSample(string project, string issuer, OidcApp app, CancellationToken ct)
    {
        var start = new ProcessStartInfo("dotnet", ["run", "--project", project, "--", "--issuer", issuer, "--client-id", app.Credentials.ClientId]);
        if (app.Credentials.ClientSecret is { } secret) start.Environment["LATCHKEY_CLIENT_SECRET"] = secret;
        using var process = Process.Start(start) ?? throw new CommandException("\"dotnet\" could not be started: the samples need the .NET SDK.");
        await process.WaitForExitAsync(ct);
        return process.ExitCode;
    }

    private static string? Find(string sample)
    {
        for (var at = new DirectoryInfo(Environment.CurrentDirectory); at is not null; at = at.Parent)
            if (Directory.Exists(Path.Combine(at.FullName, "samples", sample))) return Path.Combine(at.FullName, "samples", sample);
        return null;
    }
}
