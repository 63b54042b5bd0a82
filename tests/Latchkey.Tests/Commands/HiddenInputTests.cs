using System.Diagnostics;
using Latchkey.Cli;
using Latchkey.Tests.Kit;

namespace Latchkey.Tests.Commands;

/// <summary>A person at a real terminal: the secret they type is not shown.</summary>
public sealed class HiddenInputTests : CliTest
{
    [Fact]
    public async Task A_token_typed_at_a_terminal_is_not_shown()
    {
        if (!OperatingSystem.IsLinux()) return;
        using var terminal = new PseudoTerminal();
        var start = Latchkey.StartInfo(["login"]);
        var command = string.Join(' ', start.ArgumentList.Select(argument => $"'{argument}'"));
        start.FileName = "setsid";      // a session of its own, so that opening the terminal makes it the one of the program
        start.ArgumentList.Clear();
        foreach (var argument in (string[])["sh", "-c", $"exec dotnet {command} <{terminal.Path} >{terminal.Path} 2>&1"]) start.ArgumentList.Add(argument);
        start.Environment["TERM"] = "xterm";
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = false;

        using var process = Process.Start(start)!;
        // A program that never asks would keep the test waiting: its end closes the terminal.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var giveUp = patience.Token.Register(() => process.Kill(entireProcessTree: true));
        terminal.ReadUntil("Latchkey Org URL: ");
        terminal.Type($"{Server.Url}\n");
        terminal.ReadUntil("Latchkey API token: ");
        while (!process.HasExited && await terminal.Echoes()) await Task.Yield();
        terminal.Type(ContractServer.Token[..5] + "typo" + "\u007f\u007f\u007f\u007f" + ContractServer.Token[5..] + "\r");
        var screen = terminal.ReadUntil("as ada@example.com.");
        await process.WaitForExitAsync();

        process.ExitCode.ShouldBe(ExitCode.Ok);
        screen.ShouldContain("Logged in to");
        screen.ShouldNotContain(ContractServer.Token[..5]);
        File.ReadAllText(Latchkey.SettingsPath).ShouldContain($"token: {ContractServer.Token}\n");
    }
}
