using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Latchkey.Samples.Tests.Kit;

/// <summary>A screen nobody looks at (Xvfb): programs draw windows on it, and a test sees its pixels and its windows' titles.</summary>
public sealed partial class VirtualScreen : IAsyncDisposable
{
    private readonly Process server;
    private readonly string folder;

    private VirtualScreen(Process server, string folder, string display) => (this.server, this.folder, Display) = (server, folder, display);

    /// <summary>What <c>DISPLAY</c> must be.</summary>
    public string Display { get; }

    public static async Task<VirtualScreen> Start()
    {
        var folder = Directory.CreateTempSubdirectory("lk-screen-").FullName;
        // The picture is a file that the server maps, and the number of the screen is one that was free. Without -noreset the
        // server starts anew whenever its last client leaves, and whoever connects at that moment is turned away.
        var server = Process.Start(new ProcessStartInfo("Xvfb", ["-displayfd", "1", "-screen", "0", "800x600x24", "-fbdir", folder, "-nolisten", "tcp", "-noreset"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var number = await server.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException(await server.StandardError.ReadToEndAsync());
        _ = server.StandardError.BaseStream.CopyToAsync(Stream.Null);
        return new(server, folder, ":" + number);
    }

    /// <summary>What is on the screen now.</summary>
    public Picture Screenshot()
    {
        using var file = new FileStream(Path.Combine(folder, "Xvfb_screen0"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        // The X window dump format: 25 big-endian words, a name, the colours, the rows.
        int Word(int index) => (int)BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(index * 4));
        return new(Word(4), Word(5), Word(12), bytes.AsSpan(Word(0) + (Word(19) * 12)).ToArray());
    }

    /// <summary>The titles of all windows.</summary>
    public IReadOnlyList<string> Titles()
    {
        var display = XOpenDisplay(Display);
        if (display == 0) return [];
        try
        {
            List<string> titles = [];
            Collect(display, XDefaultRootWindow(display), titles);
            return titles;
        }
        finally
        {
            _ = XCloseDisplay(display);
        }
    }

    /// <summary>Moves the mouse there and clicks.</summary>
    public void Click(int x, int y)
    {
        var display = XOpenDisplay(Display);
        _ = XTestFakeMotionEvent(display, -1, x, y, 0);
        _ = XTestFakeButtonEvent(display, 1, 1, 0);
        _ = XTestFakeButtonEvent(display, 1, 0, 50);
        _ = XCloseDisplay(display);             // and with it everything is sent
    }

    private static void Collect(nint display, nuint window, List<string> titles)
    {
        if (XQueryTree(display, window, out _, out _, out var children, out var count) == 0) return;
        for (var i = 0; i < count; i++)
        {
            var child = (nuint)Marshal.ReadIntPtr(children, i * nint.Size);
            var type = XInternAtom(display, "UTF8_STRING", 0);
            if (XGetWindowProperty(display, child, XInternAtom(display, "_NET_WM_NAME", 0), 0, 256, 0, type, out _, out _, out var length, out _, out var text) == 0 && text != 0)
            {
                if (length > 0) titles.Add(Marshal.PtrToStringUTF8(text, (int)length));
                _ = XFree(text);
            }
            Collect(display, child, titles);
        }
        if (children != 0) _ = XFree(children);
    }

    public async ValueTask DisposeAsync()
    {
        server.Kill();
        await server.WaitForExitAsync();
        server.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private const string Library = "libX11.so.6";

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint XOpenDisplay(string name);

    [LibraryImport(Library)]
    private static partial int XCloseDisplay(nint display);

    [LibraryImport(Library)]
    private static partial nuint XDefaultRootWindow(nint display);

    [LibraryImport(Library)]
    private static partial int XQueryTree(nint display, nuint window, out nuint root, out nuint parent, out nint children, out uint count);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nuint XInternAtom(nint display, string name, int onlyIfExists);

    [LibraryImport(Library)]
    private static partial int XGetWindowProperty(nint display, nuint window, nuint property, nint offset, nint length, int delete, nuint type, out nuint actualType, out int format, out nuint count, out nuint bytesAfter, out nint value);

    [LibraryImport(Library)]
    private static partial int XFree(nint data);

    private const string Input = "libXtst.so.6";

    [LibraryImport(Input)]
    private static partial int XTestFakeMotionEvent(nint display, int screen, int x, int y, nuint delay);

    [LibraryImport(Input)]
    private static partial int XTestFakeButtonEvent(nint display, uint button, int isPress, nuint delay);
}
