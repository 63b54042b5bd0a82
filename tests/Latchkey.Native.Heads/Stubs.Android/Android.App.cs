// See Java.cs.
using Android.Content;
using Android.OS;
using Latchkey.Stubs.Android;

namespace Android.App
{
    public enum Result { Canceled = 0, FirstUser = 1, Ok = -1 }

    [AttributeUsage(AttributeTargets.Class)]
    public sealed class ActivityAttribute : Attribute
    {
        public Content.PM.ConfigChanges ConfigurationChanges { get; set; }
        public bool Exported { get; set; }
        public Content.PM.LaunchMode LaunchMode { get; set; }
        public bool MainLauncher { get; set; }
        public bool NoHistory { get; set; }
        public string? Theme { get; set; }
        public string? Label { get; set; }
    }

    [AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Class, AllowMultiple = true)]
    public sealed class UsesPermissionAttribute(string name) : Attribute
    {
        public string? Name => name;
    }

    [AttributeUsage(AttributeTargets.Class)]
    public sealed class ApplicationAttribute : Attribute
    {
        public bool AllowBackup { get; set; }
    }

    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    public sealed class IntentFilterAttribute(string[] actions) : Attribute
    {
        public string[] Actions => actions;
        public string[]? Categories { get; set; }
        public string? DataScheme { get; set; }
        public string? DataHost { get; set; }
        public string? DataPath { get; set; }
        public bool AutoVerify { get; set; }
    }

    public class Application : ContextWrapper
    {
        private readonly List<IActivityLifecycleCallbacks> callbacks = [];

        public Application() : base(null) { }
        protected Application(nint javaReference, Android.Runtime.JniHandleOwnership transfer) : base(javaReference, transfer) { }

        public static Context Context => AndroidProcess.Current.Application;
        public virtual void OnCreate() { }
        public virtual void RegisterActivityLifecycleCallbacks(IActivityLifecycleCallbacks? callback) => callbacks.Add(callback!);
        public virtual void UnregisterActivityLifecycleCallbacks(IActivityLifecycleCallbacks? callback) => callbacks.Remove(callback!);
        internal void Tell(Action<IActivityLifecycleCallbacks> what) => callbacks.ToList().ForEach(what);

        public interface IActivityLifecycleCallbacks : Android.Runtime.IJavaObject
        {
            void OnActivityCreated(Activity activity, Bundle? savedInstanceState);
            void OnActivityDestroyed(Activity activity);
            void OnActivityPaused(Activity activity);
            void OnActivityResumed(Activity activity);
            void OnActivitySaveInstanceState(Activity activity, Bundle outState);
            void OnActivityStarted(Activity activity);
            void OnActivityStopped(Activity activity);
        }
    }

    public class Activity : ContextWrapper
    {
        private bool calledBase;

        public Activity() : base(null) => Record = ActivityRecord.Making!;

        internal ActivityRecord Record { get; }
        public virtual Intent? Intent { get => Record.Intent; set => Record.Intent = value!; }
        public virtual bool IsDestroyed { get; private set; }
        public virtual bool IsChangingConfigurations => Record.IsTurning;
        public virtual bool IsFinishing => Record.IsRemoved;
        public virtual bool IsTaskRoot => Process.Phone.IsRoot(Record);

        public void RunOnUiThread(Action action) => Process.Post(action);
        public virtual void Finish() => Process.Phone.Finish(Record, Result.Canceled, null);
        public virtual void StartActivityForResult(Intent? intent, int requestCode) => Process.Phone.Start(this, intent!, requestCode);

        protected virtual void OnCreate(Bundle? savedInstanceState) => Base(c => c.OnActivityCreated(this, savedInstanceState));
        protected virtual void OnStart() => Base(c => c.OnActivityStarted(this));
        protected virtual void OnRestart() => Base(_ => { });
        protected virtual void OnResume() => Base(c => c.OnActivityResumed(this));
        protected virtual void OnPause() => Base(c => c.OnActivityPaused(this));
        protected virtual void OnStop() => Base(c => c.OnActivityStopped(this));
        protected virtual void OnDestroy() => Base(c => c.OnActivityDestroyed(this));
        protected virtual void OnSaveInstanceState(Bundle outState) => Base(c => c.OnActivitySaveInstanceState(this, outState));
        protected virtual void OnNewIntent(Intent? intent) => Base(_ => { });
        protected virtual void OnActivityResult(int requestCode, Result resultCode, Intent? data) => Base(_ => { });

        private void Base(Action<Application.IActivityLifecycleCallbacks> tell)
        {
            calledBase = true;
            Process.Application.Tell(tell);
        }

        /// <summary>Every step of the life cycle on the main thread, and its base called: Android ends the app otherwise.</summary>
        internal void Step(string name, Action step)
        {
            if (!Process.IsMainThread) throw new InvalidOperationException($"{name} beside the main thread");
            Process.Phone.Log($"{GetType().Name}.{name}");
            calledBase = false;
            step();
            if (!calledBase) throw new InvalidOperationException($"SuperNotCalledException: {GetType().Name}.{name}");
        }

        internal void Create(Bundle? saved) => Step("OnCreate", () => OnCreate(saved));
        internal void Restart() => Step("OnRestart", OnRestart);
        internal void Start() => Step("OnStart", OnStart);
        internal void Resume() => Step("OnResume", OnResume);
        internal void Pause() => Step("OnPause", OnPause);
        internal void Stop() => Step("OnStop", OnStop);
        internal void New(Intent intent) => Step("OnNewIntent", () => OnNewIntent(intent));
        internal void ResultOf(int request, Result result, Intent? data) => Step("OnActivityResult", () => OnActivityResult(request, result, data));

        internal Bundle Save()
        {
            var state = new Bundle();
            Step("OnSaveInstanceState", () => OnSaveInstanceState(state));
            return state;
        }

        internal void Destroy()
        {
            IsDestroyed = true;
            Step("OnDestroy", OnDestroy);
        }
    }
}
