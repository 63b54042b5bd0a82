// See Java.cs.
using Latchkey.Stubs.Android;

namespace Android.Content
{
    [Flags]
    public enum ActivityFlags { NewTask = 268435456, ClearTop = 67108864, SingleTop = 536870912 }

    public class ActivityNotFoundException : Java.Lang.RuntimeException
    {
        public ActivityNotFoundException() { }
        public ActivityNotFoundException(string? name) : base(name) { }
    }

    public abstract class Context : Java.Lang.Object
    {
        public const string BiometricService = "biometric";
        public const string KeyguardService = "keyguard";
        public abstract Context? ApplicationContext { get; }
        public abstract Java.IO.File? NoBackupFilesDir { get; }
        public abstract PM.PackageManager? PackageManager { get; }
        public abstract string? PackageName { get; }
        public virtual Java.Util.Concurrent.IExecutor? MainExecutor => Process.Executor;
        public abstract Java.Lang.Object? GetSystemService(string name);
        public abstract void StartActivity(Intent? intent);
        public string GetString(int resId) => resId == Resource.String.Cancel ? "Cancel" : $"@string/{resId}";
        internal abstract AndroidProcess Process { get; }
    }

    public class ContextWrapper : Context
    {
        public ContextWrapper(Context? @base) { }
        protected ContextWrapper(nint javaReference, Android.Runtime.JniHandleOwnership transfer) { }
        public override Context? ApplicationContext => Process.Application;
        public override Java.IO.File? NoBackupFilesDir => new(Path.Combine(Process.Phone.Data, "no_backup"));
        public override PM.PackageManager? PackageManager => Process.Packages;
        public override string? PackageName => Process.Phone.Package;
        public override Java.Lang.Object? GetSystemService(string name) => Process.Phone.SystemService(name);
        public override void StartActivity(Intent? intent) => Process.Phone.Start(this, intent ?? throw new ArgumentNullException(nameof(intent)), null);
        internal override AndroidProcess Process { get; } = AndroidProcess.Current;
    }

    public sealed class ComponentName(string pkg, string cls) : Java.Lang.Object
    {
        public string PackageName => pkg;
        public string ClassName => cls;
    }

    public class Intent : Java.Lang.Object
    {
        public const string ActionView = "android.intent.action.VIEW";
        public const string ActionMain = "android.intent.action.MAIN";
        public const string CategoryBrowsable = "android.intent.category.BROWSABLE";
        public const string CategoryDefault = "android.intent.category.DEFAULT";
        private readonly List<string> categories = [];
        private readonly OS.Bundle extras = new();

        public Intent() { }
        public Intent(string? action) => Action = action;
        public Intent(string? action, Net.Uri? uri) => (Action, Data) = (action, uri);
        public Intent(Context packageContext, Type type) => Component = new(packageContext.PackageName!, type.FullName!);

        public virtual string? Action { get; private set; }
        public virtual Net.Uri? Data { get; private set; }
        public virtual string? DataString => Data?.ToString();
        public virtual ICollection<string>? Categories => categories;
        public virtual ComponentName? Component { get; private set; }
        public virtual string? Package { get; private set; }
        public virtual ActivityFlags Flags { get; private set; }
        public virtual OS.Bundle? Extras => extras;

        public virtual Intent AddCategory(string? category) { categories.Add(category!); return this; }
        public virtual Intent AddFlags(ActivityFlags flags) { Flags |= flags; return this; }
        public virtual Intent SetData(Net.Uri? data) { Data = data; return this; }
        public virtual Intent SetPackage(string? packageName) { Package = packageName; return this; }
        public virtual Intent PutExtra(string? name, string? value) { extras.PutString(name, value); return this; }
        public virtual Intent PutExtra(string? name, bool value) { extras.PutBoolean(name, value); return this; }
        public virtual Intent PutExtras(OS.Bundle extras) { this.extras.PutAll(extras); return this; }
        public virtual string? GetStringExtra(string? name) => extras.GetString(name);
        public virtual bool GetBooleanExtra(string? name, bool defaultValue) => extras.GetBoolean(name, defaultValue);
        public virtual bool HasExtra(string? name) => extras.ContainsKey(name);
    }

    public interface IDialogInterface : Android.Runtime.IJavaObject;

    public interface IDialogInterfaceOnClickListener : Android.Runtime.IJavaObject
    {
        void OnClick(IDialogInterface? dialog, int which);
    }
}

namespace Android.Content.PM
{
    public enum LaunchMode { Multiple, SingleTop, SingleTask, SingleInstance }

    [Flags]
    public enum ConfigChanges
    {
        Locale = 4, Keyboard = 16, KeyboardHidden = 32, Orientation = 128, ScreenLayout = 256, UiMode = 512, ScreenSize = 1024,
        SmallestScreenSize = 2048, Density = 4096, LayoutDirection = 8192,
    }

    [Flags]
    public enum PackageInfoFlags { MatchDefaultOnly = 65536 }

    public class PackageItemInfo : Java.Lang.Object
    {
        public string? Name { get; set; }
        public string? PackageName { get; set; }
    }

    public class ComponentInfo : PackageItemInfo;

    public class ActivityInfo : ComponentInfo;

    public class ServiceInfo : ComponentInfo;

    public class ResolveInfo : Java.Lang.Object
    {
        public ActivityInfo? ActivityInfo { get; set; }
        public ServiceInfo? ServiceInfo { get; set; }
    }

    public abstract class PackageManager : Java.Lang.Object
    {
        public const string FeatureStrongboxKeystore = "android.hardware.strongbox_keystore";
        public abstract Intent? GetLaunchIntentForPackage(string packageName);
        public abstract bool HasSystemFeature(string featureName);
        public abstract IList<ResolveInfo> QueryIntentServices(Intent intent, PackageInfoFlags flags);
        public abstract ResolveInfo? ResolveActivity(Intent intent, PackageInfoFlags flags);
    }
}

namespace Android.Net
{
    public abstract class Uri : Java.Lang.Object
    {
        public static Uri? Parse(string? uriString) => new Parsed(uriString ?? throw new ArgumentNullException(nameof(uriString)));
        public abstract override string? ToString();
        public abstract string? Scheme { get; }

        private sealed class Parsed(string text) : Uri
        {
            public override string? Scheme => text.Split(':')[0];
            public override string ToString() => text;
        }
    }
}

namespace Android.OS
{
    public interface IBinder : Android.Runtime.IJavaObject;

    public enum BuildVersionCodes { N = 24, O = 26, P = 28, Q = 29, R = 30, Tiramisu = 33, Baklava = 36 }

    public class Build : Java.Lang.Object
    {
        public class VERSION : Java.Lang.Object
        {
            public static BuildVersionCodes SdkInt => AndroidProcess.Current.Phone.Version;
        }
    }

    public class BaseBundle : Java.Lang.Object
    {
        private protected readonly Dictionary<string, object?> values = [];
        public virtual bool ContainsKey(string? key) => values.ContainsKey(key!);
        public virtual bool GetBoolean(string? key) => GetBoolean(key, false);
        public virtual bool GetBoolean(string? key, bool defaultValue) => values.GetValueOrDefault(key!) is bool value ? value : defaultValue;
        public virtual string? GetString(string? key) => values.GetValueOrDefault(key!) as string;
        public virtual void PutBoolean(string? key, bool value) => values[key!] = value;
        public virtual void PutString(string? key, string? value) => values[key!] = value;
    }

    public sealed class Bundle : BaseBundle
    {
        public Bundle() { }
        public void PutAll(Bundle? bundle)
        {
            foreach (var (key, value) in bundle!.values) values[key] = value;
        }
        public void PutBinder(string? key, IBinder? value) => values[key!] = value;
    }

    public class Looper : Java.Lang.Object
    {
        private readonly AndroidProcess process;
        internal Looper(AndroidProcess process) => this.process = process;
        internal AndroidProcess Process => process;
        public static Looper? MainLooper => AndroidProcess.Current.Looper;
        public virtual bool IsCurrentThread => process.IsMainThread;
    }

    public class Handler : Java.Lang.Object
    {
        private readonly AndroidProcess process;
        public Handler(Looper looper) => process = looper.Process;
        public bool Post(Action action) => process.Post(action);
        public bool PostDelayed(Action action, long delayMillis) => process.PostLater(action, TimeSpan.FromMilliseconds(delayMillis));
    }

    public sealed class CancellationSignal : Java.Lang.Object
    {
        public event EventHandler? CancelEvent;
        public bool IsCanceled { get; private set; }
        public void Cancel()
        {
            if (IsCanceled) return;
            IsCanceled = true;
            CancelEvent?.Invoke(this, EventArgs.Empty);
        }
    }
}

namespace Android
{
    public sealed class Resource
    {
        public sealed class String
        {
            public const int Cancel = 17039360;
        }
    }
}
