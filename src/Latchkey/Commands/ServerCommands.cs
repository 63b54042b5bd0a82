using System.CommandLine;
using Latchkey.Cli.Commands;

namespace Latchkey.Cli;

/// <summary>The verbs that run the server itself.</summary>
public static partial class CommandTable
{
    static partial void AddServerCommands(RootCommand root)
    {
        root.Add(Dev.Build());
        root.Add(Serve.Build());
        root.Add(ShowSetupToken.Build());
        root.Add(BackUp.Build());
        root.Add(BringFidoMetadata.Build());
        root.Add(Doctor.Build());
    }
}
