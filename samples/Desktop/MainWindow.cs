namespace Desktop;

/// <summary>One window: two lines of text and a button.</summary>
internal sealed class MainWindow : IDisposable
{
    private readonly string title;
    private readonly nint window = Gtk.NewWindow(0);
    private readonly nint name = Gtk.NewLabel("");
    private readonly nint detail = Gtk.NewLabel("");
    private readonly nint button = Gtk.NewButton("");
    private readonly SynchronizationContext? before = SynchronizationContext.Current;
    private bool isSignedIn;

    public MainWindow(string title)
    {
        this.title = title;
        SynchronizationContext.SetSynchronizationContext(new GtkThread());      // what is awaited goes on in the window's thread

        var box = Gtk.NewBox(vertical: 1, spacing: 12);
        Gtk.SetBorder(window, 32);
        Gtk.SetSize(window, 460, 220);
        Gtk.Add(window, box);
        foreach (var part in new[] { name, detail, button }) Gtk.Add(box, part);
        Gtk.Connect(button, "clicked", () => _ = (isSignedIn ? SignOutClicked : SignInClicked)());
        Gtk.Connect(window, "destroy", Gtk.Quit);
        SignedOut();
    }

    public Func<Task> SignInClicked { get; set; } = () => Task.CompletedTask;

    public Func<Task> SignOutClicked { get; set; } = () => Task.CompletedTask;

    /// <summary>Shows the window until it is closed.</summary>
    /// <param name="atStart">Begun as soon as the window lives.</param>
    public void Show(Func<Task> atStart)
    {
        Gtk.ShowAll(window);
        SynchronizationContext.Current!.Post(_ => _ = atStart(), null);
        Gtk.Run();
    }

    public void Busy(string what)
    {
        Gtk.SetText(detail, what);
        Gtk.SetSensitive(button, 0);
    }

    public void SignedIn(string who, string more) => Say(who, more, "Sign out", signedIn: true);

    public void SignedOut(string more = "") => Say("Nobody is signed in", more, "Sign in", signedIn: false);

    private void Say(string first, string second, string action, bool signedIn)
    {
        isSignedIn = signedIn;
        Gtk.SetTitle(window, signedIn ? $"{first} – {title}" : title);
        Gtk.SetMarkup(name, $"<span size='x-large' weight='bold'>{System.Security.SecurityElement.Escape(first)}</span>");
        Gtk.SetText(detail, second);
        Gtk.SetCaption(button, action);
        Gtk.SetSensitive(button, 1);
    }

    public void Dispose() => SynchronizationContext.SetSynchronizationContext(before);

    private sealed class GtkThread : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => Gtk.WhenIdle(() => d(state));
    }
}
