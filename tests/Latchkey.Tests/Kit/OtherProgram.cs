using System.ComponentModel;
using System.Diagnostics;

namespace Latchkey.Tests.Kit;

/// <summary>A program of somebody else's, run to its end.</summary>
public static class OtherProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <param name="program">Its name or path.</param>
    /// <param name="arguments">As they are.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="install">What a person does when it is not there.</param>
    /// <param name="environment">On top of this process's own, without what clients of Okta read.</param>
    public static async Task<Ran> Run(string program, string[] arguments, string folder, string install, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("OKTA_", StringComparison.Ordinal)).ToList()) start.Environment.Remove(name);
        foreach (var (name, value) in environment) start.Environment[name] = value;

        using var process = Begin(start, install);
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end:\n{await output}");
        }
        return new Ran(process.ExitCode, await output, await errors);
    }

    private static Process Begin(ProcessStartInfo start, string install)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new InvalidOperationException($"{start.FileName} is not installed: {install}");
        }
    }
}
