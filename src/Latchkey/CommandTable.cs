using System.CommandLine;
using System.CommandLine.Parsing;
using Latchkey.Cli.Commands;

namespace Latchkey.Cli;

/// <summary>Every verb of the program. Commands that run the server are added by the other half of this class.</summary>
public static partial class CommandTable
{
    public static RootCommand Build()
    {
        var root = new RootCommand("The Latchkey CLI runs Latchkey and helps you configure your applications to use it.")
        {
            Register.Build(),
            Login.Build(),
            AppsList.Build(AppsCreate.Build(), AppsConfig.Build(), AppsUpdate.Build(), AppsDelete.Build()),
            With(new Command("users", "Manage the people of the organization.") { UsersList.Build(), UsersCreate.Build() }, UsersSteps.Build()),
            With(new Command("groups", "Manage the groups of the organization.") { GroupsList.Build() }, GroupsSteps.Build()),
            new Command("keys", "See and rotate the keys that sign tokens.") { KeysList.Build(), KeysRotate.Build() },
            Logs.Build(),
            CallApi.Build(),
            Start.Build(),
            Completion.Build(),
            Apply.Build(),
            Export.Build(),
            Import.Build(),
            GlobalOptions.Batch,
            GlobalOptions.Json,
            GlobalOptions.Verbose,
        };
        root.Options.OfType<VersionOption>().Single().Aliases.Add("-V");
        AddServerCommands(root);
        root.Add(Help.Build(root));
        RefuseEmpty(root);
        return root;
    }

    /// <summary>
    /// A variable of a shell that is not set names nothing, and the address of one thing without its name is that of all of them. So are "." and "..".
    /// </summary>
    private static void RefuseEmpty(Command command)
    {
        foreach (var argument in command.Arguments) argument.Validators.Add(given => Refuse(argument.Name, given));
        foreach (var option in command.Options.Where(option => option.Required)) option.Validators.Add(given => Refuse(option.Name, given));
        foreach (var child in command.Subcommands) RefuseEmpty(child);
    }

    private static void Refuse(string name, SymbolResult given)
    {
        foreach (var token in given.Tokens)
            if (token.Value.Trim().Length == 0) given.AddError($"{name} is empty. Is a variable of your shell not set?");
            else if (name is "LOGIN" or "ID" or "--app" && token.Value is "." or "..") given.AddError($"{name}: '{token.Value}' is none.");
    }

    private static Command With(Command command, IEnumerable<Command> more)
    {
        foreach (var one in more) command.Add(one);
        return command;
    }

    static partial void AddServerCommands(RootCommand root);
}
