// See Maui.cs.
using Android.App;
using Android.OS;
using Latchkey.Stubs;
using Latchkey.Stubs.Android;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Maui.LifecycleEvents;

namespace Microsoft.Maui
{
    internal static class Platform
    {
        private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<AndroidProcess, IPlatformApplication> Applications = [];

        public static IPlatformApplication? Current
        {
            get => Applications.TryGetValue(AndroidProcess.Current, out var application) ? application : null;
            set => Applications.AddOrUpdate(AndroidProcess.Current, value!);
        }

        public static bool IsMainThread => AndroidProcess.Current.IsMainThread;
        public static void OnMain(Action act) => AndroidProcess.Current.Post(act);

        public static Action<Action> Poster()
        {
            var process = AndroidProcess.Current;
            return act => process.Post(act);
        }

        public static void Changed() => AndroidProcess.Current.Phone.Changed();
        public static void RequireMainThread()
        {
            if (!IsMainThread) throw new InvalidOperationException("CalledFromWrongThreadException: Only the original thread that created a view hierarchy can touch its views.");
        }

        public static void Show(MauiScreen screen)
        {
            AndroidProcess.Current.Screen = screen;
            Changed();
        }
    }

    public abstract class MauiApplication : Application, IPlatformApplication
    {
        protected MauiApplication(nint handle, Android.Runtime.JniHandleOwnership ownership) : base(handle, ownership) => IPlatformApplication.Current = this;

        public IServiceProvider Services { get; protected set; } = null!;
        public IApplication Application { get; protected set; } = null!;
        protected abstract Hosting.MauiApp CreateMauiApp();

        public override void OnCreate()
        {
            RegisterActivityLifecycleCallbacks(new Callbacks(this));
            Services = CreateMauiApp().Services;
            Application = Services.GetRequiredService<IApplication>();
            base.OnCreate();
        }

        private sealed class Callbacks(MauiApplication application) : Java.Lang.Object, IActivityLifecycleCallbacks
        {
            private void Raise<T>(Action<T> act)
            {
                foreach (var one in application.Services.GetService<Events>()?.Of<T>() ?? []) act(one);
            }

            public void OnActivityCreated(Activity activity, Bundle? savedInstanceState) { }
            public void OnActivityDestroyed(Activity activity) { }
            public void OnActivityPaused(Activity activity) { }
            public void OnActivityResumed(Activity activity) => Raise<AndroidLifecycle.OnResume>(d => d(activity));
            public void OnActivitySaveInstanceState(Activity activity, Bundle outState) { }
            public void OnActivityStarted(Activity activity) { }
            public void OnActivityStopped(Activity activity) { }
        }
    }

    public class MauiAppCompatActivity : Activity
    {
        private Controls.Window? window;

        protected override void OnCreate(Bundle? savedInstanceState)
        {
            base.OnCreate(savedInstanceState);
            window = ((Controls.Application)IPlatformApplication.Current!.Application).NewWindow();
        }

        protected override void OnStart()
        {
            base.OnStart();
            window?.Open();         // shown once: coming back raises no second OnAppearing
            window = null;
        }
    }
}

namespace Microsoft.Maui.LifecycleEvents
{
    public static class AndroidLifecycle
    {
        public delegate void OnResume(Activity activity);
    }

    public interface IAndroidLifecycleBuilder : ILifecycleBuilder;

    public static class AndroidLifecycleExtensions
    {
        public static ILifecycleBuilder AddAndroid(this ILifecycleBuilder builder, Action<IAndroidLifecycleBuilder> configureDelegate)
        {
            configureDelegate(new Builder(builder));
            return builder;
        }

        private sealed class Builder(ILifecycleBuilder builder) : IAndroidLifecycleBuilder
        {
            public void AddEvent(string eventName, Delegate action) => builder.AddEvent(eventName, action);
        }
    }

    public static class AndroidLifecycleBuilderExtensions
    {
        public static IAndroidLifecycleBuilder OnResume(this IAndroidLifecycleBuilder lifecycle, AndroidLifecycle.OnResume del)
        {
            lifecycle.AddEvent(nameof(OnResume), del);
            return lifecycle;
        }
    }
}
