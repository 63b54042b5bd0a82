using System.Runtime.InteropServices;

namespace Desktop;

/// <summary>The calls of GTK 3 that one small window needs. An app of yours has a toolkit here: Avalonia, MAUI, WPF, GTK's own bindings.</summary>
internal static unsafe partial class Gtk
{
    private const string Library = "libgtk-3.so.0";
    private const string Objects = "libgobject-2.0.so.0";
    private const string Loop = "libglib-2.0.so.0";

    /// <summary>Null once windows can be shown, or else what is missing.</summary>
    public static string? Start()
    {
        try
        {
            return Initialize(0, 0) != 0 ? null : "there is no display, or it turned this program away";
        }
        catch (DllNotFoundException)
        {
            return "GTK 3 is missing (Debian: libgtk-3-0)";
        }
    }

    [LibraryImport(Library, EntryPoint = "gtk_init_check")]
    private static partial int Initialize(nint count, nint arguments);

    [LibraryImport(Library, EntryPoint = "gtk_main")]
    public static partial void Run();

    [LibraryImport(Library, EntryPoint = "gtk_main_quit")]
    public static partial void Quit();

    [LibraryImport(Library, EntryPoint = "gtk_window_new")]
    public static partial nint NewWindow(int type);

    [LibraryImport(Library, EntryPoint = "gtk_window_set_title", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetTitle(nint window, string title);

    [LibraryImport(Library, EntryPoint = "gtk_window_set_default_size")]
    public static partial void SetSize(nint window, int width, int height);

    [LibraryImport(Library, EntryPoint = "gtk_box_new")]
    public static partial nint NewBox(int vertical, int spacing);

    [LibraryImport(Library, EntryPoint = "gtk_label_new", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint NewLabel(string text);

    [LibraryImport(Library, EntryPoint = "gtk_label_set_text", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetText(nint label, string text);

    [LibraryImport(Library, EntryPoint = "gtk_label_set_markup", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetMarkup(nint label, string markup);

    [LibraryImport(Library, EntryPoint = "gtk_button_new_with_label", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint NewButton(string caption);

    [LibraryImport(Library, EntryPoint = "gtk_button_set_label", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetCaption(nint button, string caption);

    [LibraryImport(Library, EntryPoint = "gtk_widget_set_sensitive")]
    public static partial void SetSensitive(nint widget, int sensitive);

    [LibraryImport(Library, EntryPoint = "gtk_container_set_border_width")]
    public static partial void SetBorder(nint container, uint width);

    [LibraryImport(Library, EntryPoint = "gtk_container_add")]
    public static partial void Add(nint container, nint widget);

    [LibraryImport(Library, EntryPoint = "gtk_widget_show_all")]
    public static partial void ShowAll(nint widget);

    [LibraryImport(Objects, EntryPoint = "g_signal_connect_data", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nuint Connect(nint instance, string signal, delegate* unmanaged<nint, nint, void> handler, nint data, nint free, int flags);

    [LibraryImport(Loop, EntryPoint = "g_idle_add")]
    private static partial uint AddIdle(delegate* unmanaged<nint, int> handler, nint data);

    /// <summary>Calls the action whenever the signal is raised, for the life of the program.</summary>
    public static void Connect(nint instance, string signal, Action action) => Connect(instance, signal, &Raised, GCHandle.ToIntPtr(GCHandle.Alloc(action)), 0, 0);

    /// <summary>Calls the action once in the window's thread; may be asked for from any thread.</summary>
    public static void WhenIdle(Action action) => _ = AddIdle(&Once, GCHandle.ToIntPtr(GCHandle.Alloc(action)));

    [UnmanagedCallersOnly]
    private static void Raised(nint instance, nint data) => ((Action)GCHandle.FromIntPtr(data).Target!)();

    [UnmanagedCallersOnly]
    private static int Once(nint data)
    {
        var handle = GCHandle.FromIntPtr(data);
        var action = (Action)handle.Target!;
        handle.Free();
        action();
        return 0;       // not again
    }
}
