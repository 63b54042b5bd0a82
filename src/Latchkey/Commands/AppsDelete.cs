using System.CommandLine;
using Latchkey.Cli.Api;

namespace Latchkey.Cli.Commands;

/// <summary>latchkey apps delete ID… [-f]: each on its own, so that one failure does not keep the others. Contract §5.4.</summary>
public static class AppsDelete
{
    public static Command Build()
    {
        var ids = new Argument<string[]>("ID") { Description = "The ids of the apps.", Arity = ArgumentArity.OneOrMore };
        var force = new Option<bool>("--force", "-f") { Description = "Do not ask." };
        var command = new Command("delete", "Deactivate and delete apps.") { ids, force };
        command.SetAction((args, ct) => Run(Terminal.For(args), args.GetRequiredValue(ids), args.GetValue(force), args.GetValue(GlobalOptions.Batch), ct));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, string[] ids, bool force, bool batch, CancellationToken ct)
    {
        using var api = ManagementApi.Connect(terminal);
        var endings = new List<Ending>();
        foreach (var id in ids)
        {
            try
            {
                endings.Add(await Delete(api, terminal, id, force, batch, ct));
            }
            catch (ApiException error)
            {
                terminal.Warn($"Failed to delete application: '{id}':");
                terminal.Warn($"  {error.Message.ReplaceLineEndings("\n  ")}");
                endings.Add(new Ending(id, Deleted: false, error.Message));
            }
        }
        terminal.Answer(endings);
        return endings.Exists(ending => ending.Error is not null) ? ExitCode.Failed : ExitCode.Ok;
    }

    private static async Task<Ending> Delete(ManagementApi api, Terminal terminal, string id, bool force, bool batch, CancellationToken ct)
    {
        var app = await api.App(id, ct);
        if (app.Status == "DELETED")
        {
            terminal.Say($"Application '{id}' has already been marked for deletion");
            return new Ending(id, Deleted: true);
        }

        if (!force && batch)
        {
            var refusal = $"Application '{id}' has not been deactivated, use '--force' to delete it";
            terminal.Warn(refusal);
            return new Ending(id, Deleted: false, refusal);
        }

        if (!force && !terminal.Ask.Confirm($"Deactivate and delete application '{id}'?", fallback: false)) return new Ending(id, Deleted: false);

        if (app.IsActive) await api.Deactivate(app, ct);
        await api.Delete(app, ct);
        terminal.Say($"Application '{id}' has been deleted");
        return new Ending(id, Deleted: true);
    }

    private sealed record Ending(string Id, bool Deleted, string? Error = null);
}
