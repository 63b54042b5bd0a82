using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;
using Android.App;
using Android.Content;
using Android.Content.PM;
using Android.OS;

namespace Latchkey.Stubs.Android;

/// <summary>One process of the app, with a main thread and statics of its own. When it is killed, nothing of it runs or is heard any more.</summary>
public sealed class AndroidProcess
{
    private static readonly AsyncLocal<AndroidProcess?> Here = new();

    private readonly BlockingCollection<Action> queue = [];
    private readonly List<(DateTimeOffset Due, Action Act)> later = [];
    private readonly Thread main;
    private volatile bool isDead;

    internal AndroidProcess(AndroidPhone phone)
    {
        Phone = phone;
        Looper = new Looper(this);
        Executor = new MainExecutor(this);
        Packages = new PackagesOf(phone);
        Code = new AppCode(phone.AppAssembly);
        main = new Thread(Run) { IsBackground = true, Name = "main" };
        main.Start();
    }

    /// <summary>The process whose code this is.</summary>
    public static AndroidProcess Current => Here.Value ?? throw new InvalidOperationException("not in a process of the phone");

    public AndroidPhone Phone { get; }
    public bool IsDead => isDead;
    public Assembly App => Code.App;
    internal AppCode Code { get; }
    internal Looper Looper { get; }
    internal MainExecutor Executor { get; }
    internal PackageManager Packages { get; }
    internal Application Application { get; private set; } = null!;
    internal bool IsMainThread => Thread.CurrentThread == main;

    /// <summary>Words for what the app shows, set by the toolkit it is made with.</summary>
    public object? Screen { get; set; }

    internal bool Post(Action act)
    {
        if (isDead) return false;
        queue.Add(act);
        return true;
    }

    internal bool PostLater(Action act, TimeSpan delay)
    {
        lock (later) later.Add((Phone.Now + delay, act));
        return true;
    }

    internal void PassTime()
    {
        List<Action> due;
        lock (later)
        {
            due = [.. later.Where(l => l.Due <= Phone.Now).Select(l => l.Act)];
            later.RemoveAll(l => l.Due <= Phone.Now);
        }
        foreach (var act in due) Post(act);
    }

    /// <summary>The network as this process has it: what it asked, and was told, up to its death.</summary>
    public HttpMessageHandler Network(HttpMessageHandler network) => new Wire(this, network);

    private sealed class Wire(AndroidProcess process, HttpMessageHandler network) : DelegatingHandler(network)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            process.Phone.Step(process);
            if (process.isDead) await new TaskCompletionSource().Task;      // the dead hear nothing
            var answer = await base.SendAsync(request, CancellationToken.None);
            process.Phone.Step(process);
            if (process.isDead) await new TaskCompletionSource().Task;
            return answer;
        }
    }

    internal void Kill()
    {
        isDead = true;
        queue.CompleteAdding();
    }

    private void Run()
    {
        Here.Value = this;
        SynchronizationContext.SetSynchronizationContext(new MainContext(this));
        try
        {
            Application = Code.MakeApplication();
            Application.OnCreate();
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

    private sealed class MainContext(AndroidProcess process) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => process.Post(() => d(state));
        public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException();
    }

    internal sealed class MainExecutor(AndroidProcess process) : Java.Lang.Object, Java.Util.Concurrent.IExecutor
    {
        public void Execute(Java.Lang.IRunnable? command) => process.Post(command!.Run);
        internal void Execute(Action act) => process.Post(act);
    }

    private sealed class PackagesOf(AndroidPhone phone) : PackageManager
    {
        public override Intent? GetLaunchIntentForPackage(string packageName) => packageName == phone.Package ? AndroidPhone.LaunchIntent() : null;
        public override bool HasSystemFeature(string featureName) => featureName == FeatureStrongboxKeystore && phone.Keystore.HasStrongBox;

        public override IList<ResolveInfo> QueryIntentServices(Intent intent, PackageInfoFlags flags) =>
        [
            .. phone.Browsers.Where(b => phone.ShowsBrowsers && b.HasCustomTabs && (intent.Package ?? b.Package) == b.Package && intent.Categories!.All(c => Has(b, c)))
                .Select(b => new ResolveInfo { ServiceInfo = new ServiceInfo { PackageName = b.Package } }),
        ];

        public override ResolveInfo? ResolveActivity(Intent intent, PackageInfoFlags flags) =>
            phone is { ShowsBrowsers: true, Browsers: [var first, ..] } ? new ResolveInfo { ActivityInfo = new ActivityInfo { PackageName = first.Package } } : null;

        private static bool Has(AndroidBrowserApp browser, string category) => category switch
        {
            "androidx.browser.auth.category.AuthTab" => browser.HasAuthTab,
            "androidx.browser.customtabs.category.EphemeralBrowsing" => browser.HasEphemeral,
            _ => false,
        };
    }
}

/// <summary>The app's own assemblies, loaded anew for each process: static fields are its own.</summary>
internal sealed class AppCode : AssemblyLoadContext
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

    public Application MakeApplication()
    {
        var type = App.GetTypes().Single(t => t.IsDefined(typeof(ApplicationAttribute), false));
        return (Application)(type.GetConstructor([]) is not null ? Activator.CreateInstance(type)! : Activator.CreateInstance(type, (nint)0, default(global::Android.Runtime.JniHandleOwnership))!);
    }

    public IEnumerable<(Type Type, ActivityAttribute Activity, IntentFilterAttribute[] Filters)> Activities() =>
        from type in App.GetTypes()
        let activity = (ActivityAttribute?)Attribute.GetCustomAttribute(type, typeof(ActivityAttribute), false)
        where activity is not null
        select (type, activity, (IntentFilterAttribute[])Attribute.GetCustomAttributes(type, typeof(IntentFilterAttribute), false));
}
