// See Maui.cs.
using Foundation;
using Latchkey.Stubs;
using Latchkey.Stubs.Apple;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Maui.LifecycleEvents;
using UIKit;

namespace Microsoft.Maui
{
    internal static class Platform
    {
        private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<AppleProcess, IPlatformApplication> Applications = [];

        public static IPlatformApplication? Current
        {
            get => Applications.TryGetValue(AppleProcess.Current, out var application) ? application : null;
            set => Applications.AddOrUpdate(AppleProcess.Current, value!);
        }

        public static bool IsMainThread => AppleProcess.Current.IsMainThread;
        public static void OnMain(Action act) => AppleProcess.Current.Post(act);

        public static Action<Action> Poster()
        {
            var process = AppleProcess.Current;
            return act => process.Post(act);
        }

        public static void Changed() => AppleProcess.Current.Phone.Changed();
        public static void RequireMainThread() => AppleProcess.RequireMain();

        public static void Show(MauiScreen screen)
        {
            AppleProcess.Current.Screen = screen;
            Changed();
        }
    }

    public abstract class MauiUIApplicationDelegate : UIResponder, IUIApplicationDelegate, IPlatformApplication
    {
        public IServiceProvider Services { get; protected set; } = null!;
        public IApplication Application { get; protected set; } = null!;
        protected abstract Hosting.MauiApp CreateMauiApp();

        public virtual bool FinishedLaunching(UIApplication application, NSDictionary? launchOptions)
        {
            IPlatformApplication.Current = this;
            Services = CreateMauiApp().Services;
            Application = Services.GetRequiredService<IApplication>();
            ((Controls.Application)Application).NewWindow().Open();
            return true;
        }

        public virtual bool OpenUrl(UIApplication app, NSUrl url, NSDictionary options) => Any<iOSLifecycle.OpenUrl>(d => d(app, url, options));

        public virtual bool ContinueUserActivity(UIApplication application, NSUserActivity userActivity, UIApplicationRestorationHandler completionHandler) =>
            Any<iOSLifecycle.ContinueUserActivity>(d => d(application, userActivity, completionHandler));

        private bool Any<T>(Func<T, bool> act)
        {
            var wasHandled = false;
            foreach (var one in Services.GetService<Events>()?.Of<T>() ?? []) wasHandled = act(one) || wasHandled;
            return wasHandled;
        }
    }
}

namespace Microsoft.Maui.LifecycleEvents
{
    public static class iOSLifecycle
    {
        public delegate bool OpenUrl(UIApplication app, NSUrl url, NSDictionary options);
        public delegate bool ContinueUserActivity(UIApplication application, NSUserActivity userActivity, UIApplicationRestorationHandler completionHandler);
        public delegate void SceneWillConnect(UIScene scene, UISceneSession session, UISceneConnectionOptions connectionOptions);
        public delegate bool SceneOpenUrl(UIScene scene, NSSet<UIOpenUrlContext> urlContexts);
        public delegate bool SceneContinueUserActivity(UIScene scene, NSUserActivity userActivity);
    }

    public interface IiOSLifecycleBuilder : ILifecycleBuilder;

    public static class iOSLifecycleExtensions
    {
        public static ILifecycleBuilder AddiOS(this ILifecycleBuilder builder, Action<IiOSLifecycleBuilder> configureDelegate)
        {
            configureDelegate(new Builder(builder));
            return builder;
        }

        private sealed class Builder(ILifecycleBuilder builder) : IiOSLifecycleBuilder
        {
            public void AddEvent(string eventName, Delegate action) => builder.AddEvent(eventName, action);
        }
    }

    public static class iOSLifecycleBuilderExtensions
    {
        public static IiOSLifecycleBuilder OpenUrl(this IiOSLifecycleBuilder lifecycle, iOSLifecycle.OpenUrl del) => On(lifecycle, del);
        public static IiOSLifecycleBuilder ContinueUserActivity(this IiOSLifecycleBuilder lifecycle, iOSLifecycle.ContinueUserActivity del) => On(lifecycle, del);
        public static IiOSLifecycleBuilder SceneWillConnect(this IiOSLifecycleBuilder lifecycle, iOSLifecycle.SceneWillConnect del) => On(lifecycle, del);
        public static IiOSLifecycleBuilder SceneOpenUrl(this IiOSLifecycleBuilder lifecycle, iOSLifecycle.SceneOpenUrl del) => On(lifecycle, del);
        public static IiOSLifecycleBuilder SceneContinueUserActivity(this IiOSLifecycleBuilder lifecycle, iOSLifecycle.SceneContinueUserActivity del) => On(lifecycle, del);

        private static IiOSLifecycleBuilder On(IiOSLifecycleBuilder lifecycle, Delegate del)
        {
            lifecycle.AddEvent(del.GetType().Name, del);
            return lifecycle;
        }
    }
}
