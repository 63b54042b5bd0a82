using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;
using AuthenticationServices;
using Foundation;
using LocalAuthentication;
using UIKit;

namespace Latchkey.Stubs.Apple;

/// <summary>
/// An iPhone as an app sees it: a container with a long path, a main thread that UIKit insists on, web sessions, universal links, a process that
/// is ended in the background. What it does follows Apple's documents. A device may do more, and other.
/// </summary>
public sealed class ApplePhone : IDisposable
{
    private readonly List<(Func<bool> Condition, TaskCompletionSource Met)> watchers = [];
    private readonly Lock guard = new();
    private Exception? crash;

    /// <param name="appAssembly">The app, compiled against these stubs.</param>
    /// <param name="root">A folder of the test's.</param>
    public ApplePhone(string appAssembly, string root)
    {
        AppAssembly = appAssembly;
        Container = Path.Combine(root, "private/var/mobile/Containers/Data/Application/6F1C3A52-9D1B-4C7E-8E0A-3B5D7F9A1C2E");
        Directory.CreateDirectory(Path.Combine(Container, "Library/Application Support"));
    }

    public string AppAssembly { get; }

    /// <summary>The app's home folder. Of it, the app may write into Library, Documents and tmp only.</summary>
    public string Container { get; }

    /// <summary>What was excluded from backups.</summary>
    public ConcurrentBag<string> Excluded { get; } = [];

    public List<KeychainItem> Keychain { get; } = [];

    /// <summary>Whether the phone was restarted and not unlocked since: the keychain answers nothing.</summary>
    public bool IsLocked { get; set; }

    public bool IsInFront { get; private set; }

    /// <summary>Whether apple-app-site-association names the app.</summary>
    public bool HasVerifiedLinks { get; set; } = true;

    public bool HasPasscode { get; set; } = true;
    public bool HasFace { get; set; } = true;

    /// <summary>What the test tells the app, by name.</summary>
    public Dictionary<string, object> Settings { get; } = [];

    public AppleProcess? Process { get; private set; }
    public ApplePage? Page { get; private set; }
    public ApplePrompt? Prompt { get; private set; }

    /// <summary>Kills the process before or after a request of its: at each such step its number is one higher.</summary>
    public int? DiesAtStep { get; set; }

    public int Steps { get; private set; }

    /// <summary>The person taps the app's icon, or comes back to it.</summary>
    public void OpenApp() => Open(null);

    /// <summary>A universal link or a custom scheme that is opened somewhere else on the phone.</summary>
    public void OpenLink(Uri address)
    {
        if (address.Scheme == Uri.UriSchemeHttps && !HasVerifiedLinks) return;      // Safari keeps it
        Open(address);
    }

    private void Open(Uri? address)
    {
        IsInFront = true;
        if (Process is null)
        {
            Process = new AppleProcess(this, address);
            return;
        }
        Process.Post(() => Process!.Notify("foreground"));
        if (address is not null) Process.Post(() => Process!.Receive(address));
    }

    /// <summary>The person looks at something else.</summary>
    public void Background()
    {
        IsInFront = false;
        Process?.Post(() => Process!.Notify("background"));
    }

    /// <summary>The system takes the memory of the process; a page over the app goes with it.</summary>
    public void Kill()
    {
        Process?.Kill();
        (Process, Page, Prompt) = (null, null, null);
        Changed();
    }

    public async Task Until(Func<bool> condition, string what = "what was waited for")
    {
        var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (watchers) watchers.Add((condition, met));
        Changed();
        try
        {
            await met.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"{what} did not come about. Page: {Page?.Address.ToString() ?? "none"}");
        }
        if (crash is not null) throw new InvalidOperationException("The app crashed.", crash);
    }

    public void Changed()
    {
        lock (watchers)
            foreach (var (condition, met) in watchers.ToList())
                if (crash is not null || condition())
                {
                    met.TrySetResult();
                    watchers.RemoveAll(w => w.Met == met);
                }
    }

    internal void Show(ApplePage? page)
    {
        Page = page;
        Changed();
    }

    internal LAStatus? CannotAsk(LAPolicy policy) =>
        !HasPasscode ? LAStatus.PasscodeNotSet : policy == LAPolicy.DeviceOwnerAuthenticationWithBiometrics && !HasFace ? LAStatus.BiometryNotEnrolled : null;

    internal ApplePrompt Ask(string reason, bool takesCode)
    {
        Prompt = new ApplePrompt(this, reason, takesCode);
        Changed();
        return Prompt;
    }

    internal void Answered(ApplePrompt prompt)
    {
        if (Prompt == prompt) Prompt = null;
    }

    internal void Crash(Exception e)
    {
        crash = e;
        Changed();
    }

    internal void Step(AppleProcess process)
    {
        bool dies;
        lock (guard) dies = process == Process && ++Steps == DiesAtStep;
        if (dies) Kill();
    }

    public void Dispose()
    {
        Process?.Kill();
        foreach (var setting in Settings.Values.OfType<IDisposable>()) setting.Dispose();
    }
}

/// <summary>A page of a web session over the app.</summary>
public sealed class ApplePage
{
    private readonly AppleProcess process;
    private readonly ASWebAuthenticationSessionCallback callback;
    private readonly ASWebAuthenticationSessionCompletionHandler completed;

    internal ApplePage(AppleProcess process, Uri address, bool isPrivate, ASWebAuthenticationSessionCallback callback, ASWebAuthenticationSessionCompletionHandler completed) =>
        (this.process, Address, IsPrivate, this.callback, this.completed) = (process, address, isPrivate, callback, completed);

    public Uri Address { get; }
    public bool IsPrivate { get; }

    /// <summary>The page was redirected: to what the session waits for, or to something the system opens.</summary>
    public void Redirects(Uri address)
    {
        if (!callback.Matches(address))
        {
            process.Phone.OpenLink(address);
            return;
        }
        process.Phone.Show(null);
        process.Post(() => completed(new NSUrl(address.OriginalString), null));
    }

    /// <summary>The person presses Cancel.</summary>
    public void Close()
    {
        process.Phone.Show(null);
        process.Post(() => completed(null, new NSError("com.apple.AuthenticationServices.WebAuthenticationSession", 1, "The operation couldn't be completed.")));
    }
}

/// <summary>One process of the app.</summary>
public sealed class AppleProcess
{
    private static readonly AsyncLocal<AppleProcess?> Here = new();
    private readonly BlockingCollection<Action> queue = [];
    private readonly List<(string What, EventHandler<NSNotificationEventArgs> Handler)> observers = [];
    private readonly Thread main;
    private volatile bool isDead;

    internal AppleProcess(ApplePhone phone, Uri? opened)
    {
        Phone = phone;
        Application = new UIApplication(this);
        main = new Thread(() => Run(opened)) { IsBackground = true, Name = "main" };
        main.Start();
    }

    public static AppleProcess Current => Here.Value ?? throw new InvalidOperationException("not in a process of the phone");

    public ApplePhone Phone { get; }
    public bool IsDead => isDead;
    public bool IsMainThread => Thread.CurrentThread == main;
    public object? Screen { get; set; }
    internal UIApplication Application { get; }
    internal NSSet<UIScene> Scenes { get; private set; } = new();
    internal Microsoft.Maui.MauiUIApplicationDelegate Delegate { get; private set; } = null!;

    /// <summary>UIKit's own check.</summary>
    internal static AppleProcess RequireMain() => Current.IsMainThread ? Current
        : throw new InvalidOperationException("UIKit Consistency error: you are calling a UIKit method that can only be invoked from the UI thread.");

    public HttpMessageHandler Network(HttpMessageHandler network) => new Wire(this, network);

    internal bool Post(Action act)
    {
        if (isDead) return false;
        queue.Add(act);
        return true;
    }

    internal NSObject Observe(string what, EventHandler<NSNotificationEventArgs> handler)
    {
        lock (observers) observers.Add((what, handler));
        return new NSObject();
    }

    internal void Notify(string what)
    {
        foreach (var (_, handler) in observers.Where(o => o.What == what).ToList()) handler(null, new NSNotificationEventArgs());
    }

    internal void Receive(Uri address)
    {
        if (address.Scheme == Uri.UriSchemeHttps) Delegate.ContinueUserActivity(Application, new NSUserActivity("NSUserActivityTypeBrowsingWeb") { WebPageUrl = new NSUrl(address.OriginalString) }, _ => { });
        else Delegate.OpenUrl(Application, new NSUrl(address.OriginalString), new NSDictionary());
    }

    internal void Kill()
    {
        isDead = true;
        queue.CompleteAdding();
    }

    private void Run(Uri? opened)
    {
        Here.Value = this;
        SynchronizationContext.SetSynchronizationContext(new MainContext(this));
        try
        {
            var code = new AppCode(Phone.AppAssembly);
            Scenes = new(new UIWindowScene { Windows = [new UIWindow { IsKeyWindow = true }] });
            var type = code.App.GetTypes().Single(t => t.IsSubclassOf(typeof(Microsoft.Maui.MauiUIApplicationDelegate)));
            Delegate = (Microsoft.Maui.MauiUIApplicationDelegate)Activator.CreateInstance(type)!;
            Delegate.FinishedLaunching(Application, null);
            if (opened is not null) Receive(opened);
            foreach (var act in queue.GetConsumingEnumerable())
            {
                if (isDead) return;
                act();
                Phone.Changed();
            }
        }
        catch (Exception e) when (!isDead)
        {
            Phone.Crash(e);
        }
    }

    private sealed class MainContext(AppleProcess process) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => process.Post(() => d(state));
        public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException();
    }

    private sealed class Wire(AppleProcess process, HttpMessageHandler network) : DelegatingHandler(network)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            process.Phone.Step(process);
            if (process.isDead) await new TaskCompletionSource().Task;
            var answer = await base.SendAsync(request, CancellationToken.None);
            process.Phone.Step(process);
            if (process.isDead) await new TaskCompletionSource().Task;
            return answer;
        }
    }

    private sealed class AppCode : AssemblyLoadContext
    {
        private readonly string folder;

        public AppCode(string path) : base(isCollectible: true)
        {
            folder = Path.GetDirectoryName(path)!;
            App = LoadFromAssemblyPath(path);
        }

        public Assembly App { get; }

        protected override Assembly? Load(AssemblyName name) =>
            name.Name is "Latchkey.Native" or "Latchkey.Protocol" && Path.Combine(folder, name.Name + ".dll") is var path && File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}
