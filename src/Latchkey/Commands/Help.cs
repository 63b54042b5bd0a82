using System.CommandLine;

namespace Latchkey.Cli.Commands;

/// <summary>latchkey help [COMMAND…]: the same as --help behind the command.</summary>
public static class Help
{
    public static Command Build(RootCommand root)
    {
        var words = new Argument<string[]>("COMMAND") { Description = "The command to explain.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("help", "Explain a command.") { words };
        // What is no command has no help: it is refused as it would be without "help" before it.
        command.Validators.Add(result =>
        {
            Command at = root;
            foreach (var word in result.GetValue(words) ?? [])
            {
                if (at.Subcommands.FirstOrDefault(one => one.Name == word || one.Aliases.Contains(word)) is { } found) at = found;
                else
                {
                    result.AddError($"Unrecognized command or argument '{word}'.");
                    return;
                }
            }
        });
        command.SetAction((args, ct) => root.Parse([.. args.GetValue(words) ?? [], "--help"]).InvokeAsync(cancellationToken: ct));
        return command;
    }
}
