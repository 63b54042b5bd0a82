using System.CommandLine;

namespace Latchkey.Cli.Commands;

/// <summary>latchkey help [COMMAND…]: the same as --help behind the command.</summary>
public static class Help
{
    public static Command Build(RootCommand root)
    {
        var words = new Argument<string[]>("COMMAND") { Description = "The command to explain.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("help", "Explain a command.") { words };
        command.SetAction((args, ct) => root.Parse([.. args.GetValue(words) ?? [], "--help"]).InvokeAsync(cancellationToken: ct));
        return command;
    }
}
