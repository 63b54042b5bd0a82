using System.CommandLine;
using System.CommandLine.Invocation;
using Latchkey.Cli;

var root = CommandTable.Build();
// "@name" is an app called "@name", not a file of arguments.
var command = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
if (command.Action is ParseErrorAction) return Refuse(command);

try
{
    // Ctrl+C ends a command at once; the commands that run a server stop it themselves.
    return await command.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
}
catch (Exception error)
{
    await Console.Error.WriteLineAsync();
    await Console.Error.WriteLineAsync("An error occurred if you need more detail use the '--verbose' option");
    await Console.Error.WriteLineAsync();
    await Console.Error.WriteLineAsync(Terminal.Printable(command.GetValue(GlobalOptions.Verbose) ? $"{error.Message}\n\n{error}" : error.Message));
    return (error as CommandException)?.ExitCode ?? ExitCode.Failed;
}

static int Refuse(ParseResult command)
{
    // A word that is no command is named once: that a command is missing then goes without saying.
    var unknown = command.UnmatchedTokens.Count > 0;
    var noCommand = command.CommandResult.Command is RootCommand && !unknown;
    var reasons = noCommand
        ? ["Specify a command"]
        : command.Errors.Select(error => error.Message).Where(message => !unknown || !message.StartsWith("Required command", StringComparison.Ordinal));

    foreach (var reason in reasons.Distinct()) Console.Error.WriteLine(Worded.Reason(reason));
    Console.Error.WriteLine();
    if (noCommand)
        command.RootCommandResult.Command.Parse("--help").Invoke(new InvocationConfiguration { Output = Console.Error });
    else
        Console.Error.WriteLine($"See '{NameOf(command.CommandResult)} --help'.");
    return ExitCode.Usage;
}

static string NameOf(System.CommandLine.Parsing.CommandResult command) =>
    command.Parent is System.CommandLine.Parsing.CommandResult parent ? $"{NameOf(parent)} {command.Command.Name}" : "latchkey";
