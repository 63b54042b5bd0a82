using System.CommandLine;

namespace Latchkey.Cli;

/// <summary>Options every command understands.</summary>
public static class GlobalOptions
{
    public static readonly Option<bool> Batch = new("--batch")
    {
        Description = "Never ask; fail when an answer is missing.",
        Recursive = true,
    };

    public static readonly Option<bool> Json = new("--json")
    {
        Description = "Print the result as JSON on standard output; everything said along the way goes to standard error.",
        Recursive = true,
    };

    public static readonly Option<bool> Verbose = new("--verbose")
    {
        Description = "Show each call to the server, and where an error came from.",
        Recursive = true,
    };
}
