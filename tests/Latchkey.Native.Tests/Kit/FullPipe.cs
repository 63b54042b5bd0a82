using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Latchkey.Native.Tests.Kit;

/// <summary>Lies where the app is going to write a file and takes nothing: the app hangs in the middle of its write until it is killed. Linux only.</summary>
public sealed partial class FullPipe : IDisposable
{
    private const int Capacity = 64 * 1024;
    private const int ReadAndWrite = 2;
    private readonly string path;
    private readonly FileStream pipe;

    private FullPipe(string path, FileStream pipe) => (this.path, this.pipe) = (path, pipe);

    public static async Task<FullPipe> At(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        using (var make = Process.Start("mkfifo", ["-m", "600", path])) await make.WaitForExitAsync();
        var pipe = new FileStream(Open(path, ReadAndWrite), FileAccess.ReadWrite, bufferSize: 0);
        await pipe.WriteAsync(new byte[Capacity]);
        return new(path, pipe);
    }

    /// <summary>Ends when the process has it open.</summary>
    public async Task IsOpenedBy(QuickstartProcess app)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!HasOpen(app)) await tick.WaitForNextTickAsync(patience.Token);
    }

    private bool HasOpen(QuickstartProcess app)
    {
        try
        {
            return Directory.GetFiles($"/proc/{app.Id}/fd").Any(fd => File.ResolveLinkTarget(fd, returnFinalTarget: false)?.FullName == path);
        }
        catch (FileNotFoundException)
        {
            return false;       // closed while it was looked at
        }
        catch (DirectoryNotFoundException)
        {
            throw new InvalidOperationException($"The app ended before it wrote '{path}'. It said:\n{app.Output}");
        }
    }

    /// <summary>As .NET opens files it would take a lock, which the app would respect.</summary>
    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial SafeFileHandle Open(string path, int flags);

    /// <summary>Leaves what such a death leaves: half a file.</summary>
    public void Dispose()
    {
        pipe.Dispose();
        File.Delete(path);
        File.WriteAllBytes(path, [1, 2, 3]);
    }
}
