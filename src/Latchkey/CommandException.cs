namespace Latchkey.Cli;

/// <summary>A command cannot go on. The message is for the person at the terminal: what happened and what to do.</summary>
public class CommandException(string message, Exception? cause = null) : Exception(message, cause)
{
    public int ExitCode { get; init; } = Cli.ExitCode.Failed;
}
