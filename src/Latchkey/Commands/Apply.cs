using System.CommandLine;
using Latchkey.Cli.Api;
using Latchkey.Cli.Files;

namespace Latchkey.Cli.Commands;

/// <summary>latchkey apply org.yaml [--dry-run] [--prune SECTION]: makes the org what the file says.</summary>
public static class Apply
{
    public static Command Build()
    {
        var file = new Argument<string>("FILE") { Description = "The file, as \"latchkey export\" writes one; - reads standard input." };
        var dry = new Option<bool>("--dry-run") { Description = "Change nothing: print what would be different." };
        var prune = new Option<string[]>("--prune")
        {
            Description = "Remove what the file does not name of this section, which it must have; once for each: "
                + $"{string.Join(", ", Kinds.Removed.Select(kind => kind.Section))}.", HelpName = "section",
        };
        prune.AcceptOnlyFromAmong([.. Kinds.Removed.Select(kind => kind.Section)]);
        var force = new Option<bool>("--force", "-f") { Description = "Do not ask before anything is removed." };
        var command = new Command("apply", "Make the organization what a file says: apps, groups, policies, authorization servers and the rest.") { file,
            dry, prune, force };
        command.SetAction((args, ct) => Run(Terminal.For(args), args.GetRequiredValue(file), args.GetValue(dry),
            new(args.GetValue(prune) ?? [], args.GetValue(force), args.GetValue(GlobalOptions.Batch)), ct));
        return command;
    }

    private sealed record Wish(string[] Sections, bool Force, bool Batch);

    private static async Task<int> Run(Terminal terminal, string name, bool dry, Wish prune, CancellationToken ct)
    {
        var file = OrgFile.Check(name == "-" ? OrgYaml.Parse(Console.In, "standard input") : OrgYaml.Read(name), name == "-" ? "standard input" : name);
        using var api = ManagementApi.Connect(terminal);
        var steps = new List<Step>();
        var applying = new Applying(api, dry, step =>
        {
            steps.Add(step);
            terminal.Say(step.ToString());
        });
        CommandException? failure = null;
        var pruned = true;
        try
        {
            await applying.Run(file, ct);
            if (prune.Sections.Length > 0)
                pruned = await applying.Prune(file, prune.Sections, extras => Agreed(terminal, prune, extras), terminal.Say, ct);
        }
        catch (CommandException error)
        {
            failure = error;
        }
        var (created, changed) = (steps.Count(step => step.Done == Step.Created), steps.Count(step => step.Done == Step.Changed));
        var removed = steps.Count(step => step.Done == Step.Removed);
        terminal.Say($"{(dry ? "Would be: " : "")}{created} created, {changed} changed, {(prune.Sections.Length > 0 ? $"{removed} removed, " : "")}"
            + $"{applying.Unchanged} as they were.");
        terminal.Answer(new
        {
            dryRun = dry,
            created,
            changed,
            removed,
            unchanged = applying.Unchanged,
            steps,
            stoppedAt = applying.At,
            notKept = applying.Unkept,
            error = failure?.Message,
        });
        if (failure is not null)
            throw new CommandException($"{(applying.At is { } at ? $"It stopped at {at}: " : "")}{failure.Message}\n"
                + (dry || steps.Count == 0 ? "Nothing was changed."
                    : "What is counted above is done and stays. Mend this and apply the file again: it goes on from here."), failure);
        if (applying.Unkept.Count > 0)
            throw new CommandException("The server did not take what the file says here. Is it misspelt, or of another kind of thing?\n"
                + string.Join('\n', applying.Unkept.Select(one => $"  {one}")));
        if (pruned) return ExitCode.Ok;
        terminal.Say("Nothing was removed.");
        return ExitCode.Declined;
    }

    private static bool Agreed(Terminal terminal, Wish prune, IReadOnlyList<string> extras)
    {
        if (prune.Force) return true;
        foreach (var extra in extras) terminal.Say($"- {extra}");
        if (prune.Batch) throw new CommandException($"{extras.Count} would be removed, and nobody is asked with --batch: give --force, too.");
        var them = extras.Count == 1 ? "it" : $"these {extras.Count}";
        return terminal.Ask.Confirm($"Remove {them} for good?", fallback: false, "--force removes without asking.");
    }
}
