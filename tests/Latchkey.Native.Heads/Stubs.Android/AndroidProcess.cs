using System.Reflection;
using Android.App;
using Android.Content;
using Android.Content.PM;
using Android.OS;

namespace Latchkey.Stubs.Android;

/// <summary>One process of the app on Android.</summary>
public sealed class AndroidProcess : StubProcess
{
    private readonly List<(DateTimeOffset Due, Action Act)> later = [];

    internal AndroidProcess(AndroidPhone phone) : base(phone)
    {
        Phone = phone;
        Looper = new Looper(this);
        Executor = new MainExecutor(this);
        Packages = new PackagesOf(phone);
        Code = new AppCode(phone.AppAssembly);
        Begin();
    }

    /// <summary>The process whose code this is.</summary>
    public static AndroidProcess Current => (AndroidProcess)Mine;

    /// <summary>What came with a later Android is not there before it.</summary>
    internal static void Requires(BuildVersionCodes version)
    {
        if (Current.Phone.Version < version) throw new Java.Lang.NoSuchMethodError($"Android {version} and later");
    }

    public AndroidPhone Phone { get; }
    public Assembly App => Code.App;
    internal AppCode Code { get; }
    internal Looper Looper { get; }
    internal MainExecutor Executor { get; }
    internal PackageManager Packages { get; }
    internal Application Application { get; private set; } = null!;

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

    protected override void Launch()
    {
        Application = ManifestOf.MakeApplication(Code.App);
        Application.OnCreate();
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

/// <summary>What the app's manifest says: attributes of its classes.</summary>
internal static class ManifestOf
{
    public static Application MakeApplication(Assembly app)
    {
        var type = app.GetTypes().Single(t => t.IsDefined(typeof(ApplicationAttribute), false));
        return (Application)(type.GetConstructor([]) is not null ? Activator.CreateInstance(type)! : Activator.CreateInstance(type, (nint)0, default(global::Android.Runtime.JniHandleOwnership))!);
    }

    public static IEnumerable<(Type Type, ActivityAttribute Activity, IntentFilterAttribute[] Filters)> Activities(Assembly app) =>
        from type in app.GetTypes()
        let activity = (ActivityAttribute?)Attribute.GetCustomAttribute(type, typeof(ActivityAttribute), false)
        where activity is not null
        select (type, activity, (IntentFilterAttribute[])Attribute.GetCustomAttributes(type, typeof(IntentFilterAttribute), false));
}
