using System.CommandLine;
using Latchkey.Cli.Api;
using Latchkey.Cli.Files;

namespace Latchkey.Cli.Commands;

/// <summary>latchkey export [--only SECTION] [--output FILE]: what "latchkey apply" reads. It holds no secret.</summary>
public static class Export
{
    public static Command Build()
    {
        var only = new Option<string[]>("--only")
        {
            Description = $"Only this section, once for each: {string.Join(", ", Kinds.All.Select(kind => kind.Section))}.", HelpName = "section",
        };
        only.AcceptOnlyFromAmong([.. Kinds.All.Select(kind => kind.Section)]);
        var output = new Option<string?>("--output", "-o") { Description = "Write it to this file instead of standard output.", HelpName = "file" };
        var command = new Command("export",
            "Write the configuration of the organization as a file that \"latchkey apply\" reads. It holds no secrets and no people.")
            { only, output };
        command.SetAction((args, ct) => Run(Terminal.For(args), args.GetValue(only) ?? [], args.GetValue(output), ct));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, string[] only, string? output, CancellationToken ct)
    {
        using var api = ManagementApi.Connect(terminal);
        var file = await new Exporting(api).Run(only, null, ct);
        if (output is not null)
        {
            FileFaults.Write("--output", output, () => File.WriteAllText(output, OrgYaml.Write(file)));
            terminal.Say($"Wrote {string.Join(", ", file.Select(section => $"{section.Value!.AsArray().Count} {section.Key}"))} to {output}");
        }
        else if (!terminal.Json) Console.Out.Write(OrgYaml.Write(file));
        terminal.Answer(file);
        return ExitCode.Ok;
    }
}
