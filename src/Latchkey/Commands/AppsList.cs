using System.CommandLine;
using Latchkey.Cli.Api;

namespace Latchkey.Cli.Commands;

/// <summary>latchkey apps [--all]: one line each, id and name. Contract §5.4.</summary>
public static class AppsList
{
    public static Command Build(params Command[] verbs)
    {
        var all = new Option<bool>("--all") { Description = "Also those that are not active." };
        var command = new Command("apps", "List the apps of the organization, or manage them.") { all };
        foreach (var verb in verbs) command.Add(verb);
        command.SetAction((args, ct) => Run(Terminal.For(args), args.GetValue(all), ct));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, bool all, CancellationToken ct)
    {
        using var api = ManagementApi.Connect(terminal);
        var apps = await api.Apps(all, ct);
        terminal.Table(["ID", "LABEL"], apps.Select(app => (IReadOnlyList<string?>)[app.Id, app.Label]));
        if (apps.Count == 0) terminal.Warn("There is no app yet. Make one with: latchkey apps create");
        terminal.Answer(apps.Select(app => new { app.Id, app.Label, app.Status, app.SignOnMode, app.ApplicationType }));
        return ExitCode.Ok;
    }
}
