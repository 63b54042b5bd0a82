using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Latchkey.Tests.Kit;

/// <summary>A terminal without a screen: the program at one end sees a person typing. POSIX only.</summary>
public sealed partial class PseudoTerminal : IDisposable
{
    private const int ReadWrite = 2;
    private const int NoControl = 0x100;

    private readonly FileStream keyboard;

    public PseudoTerminal()
    {
        var master = PosixOpenPt(ReadWrite | NoControl);
        if (master < 0 || GrantPt(master) != 0 || UnlockPt(master) != 0) throw new InvalidOperationException("no pseudo terminal to be had");
        var name = new byte[128];
        if (PtsName(master, name, (nuint)name.Length) != 0) throw new InvalidOperationException("the pseudo terminal has no name");
        Path = Encoding.ASCII.GetString(name, 0, Array.IndexOf(name, (byte)0));
        keyboard = new FileStream(new SafeFileHandle(master, ownsHandle: true), FileAccess.ReadWrite, bufferSize: 1);
    }

    /// <summary>The end a program opens.</summary>
    public string Path { get; }

    public void Type(string text) => keyboard.Write(Encoding.UTF8.GetBytes(text));

    /// <summary>Reads what is on the screen until it contains the text; everything read so far is returned.</summary>
    public string ReadUntil(string text)
    {
        var screen = new StringBuilder();
        while (!screen.ToString().Contains(text, StringComparison.Ordinal))
        {
            var next = keyboard.ReadByte();
            if (next < 0) break;
            screen.Append((char)next);
        }
        return screen.ToString();
    }

    /// <summary>Whether typed letters appear on the screen now.</summary>
    public async Task<bool> Echoes()
    {
        using var stty = Process.Start(new ProcessStartInfo("stty", ["-F", Path, "-a"]) { RedirectStandardOutput = true })!;
        var settings = await stty.StandardOutput.ReadToEndAsync();
        await stty.WaitForExitAsync();
        return !settings.Split(' ', '\n', ';').Contains("-echo");
    }

    public void Dispose() => keyboard.Dispose();

    [LibraryImport("libc", EntryPoint = "posix_openpt", SetLastError = true)]
    private static partial int PosixOpenPt(int flags);

    [LibraryImport("libc", EntryPoint = "grantpt")]
    private static partial int GrantPt(int master);

    [LibraryImport("libc", EntryPoint = "unlockpt")]
    private static partial int UnlockPt(int master);

    [LibraryImport("libc", EntryPoint = "ptsname_r")]
    private static partial int PtsName(int master, byte[] name, nuint length);
}
