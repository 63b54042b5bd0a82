using System.CommandLine;

namespace Latchkey.Cli.Commands;

/// <summary>
/// latchkey completion bash|zsh|fish|powershell: a script for the shell, which asks the program itself what may follow (the directive [suggest]), so that
/// it is right for whatever version is installed.
/// </summary>
public static class Completion
{
    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = """
            # latchkey completion bash > ~/.local/share/bash-completion/completions/latchkey
            _latchkey() {
              local word="${COMP_WORDS[COMP_CWORD]}"
              local IFS=$'\n'
              local found
              found=$(latchkey "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)
              COMPREPLY=($(compgen -W "${found}" -- "${word}"))
            }
            complete -o default -F _latchkey latchkey
            """,
        ["zsh"] = """
            #compdef latchkey
            # latchkey completion zsh > "${fpath[1]}/_latchkey"
            _latchkey() {
              local found
              found=("${(@f)$(latchkey "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
              compadd -- "${found[@]}"
            }
            if [ "$funcstack[1]" = "_latchkey" ]; then _latchkey "$@"; else compdef _latchkey latchkey; fi
            """,
        ["fish"] = """
            # latchkey completion fish > ~/.config/fish/completions/latchkey.fish
            complete -f -c latchkey -a '(latchkey "[suggest:"(string length -- (commandline -cp))"]" (commandline -cp) 2>/dev/null)'
            """,
        ["powershell"] = """
            # latchkey completion powershell >> $PROFILE
            Register-ArgumentCompleter -Native -CommandName latchkey -ScriptBlock {
              param($word, $line, $position)
              latchkey "[suggest:$position]" "$line" 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
              }
            }
            """,
    };

    public static Command Build()
    {
        var shell = new Argument<string>("SHELL") { Description = $"One of: {string.Join(", ", Scripts.Keys)}." };
        shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        var command = new Command("completion", "Print a script with which a shell completes commands and options of this program.") { shell };
        command.SetAction(args => Console.Out.WriteLine(Scripts[args.GetRequiredValue(shell)]));
        return command;
    }
}
