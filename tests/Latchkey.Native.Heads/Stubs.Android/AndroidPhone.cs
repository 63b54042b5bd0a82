using Android.App;
using Android.Content;
using Android.Content.PM;

namespace Latchkey.Stubs.Android;

/// <summary>
/// An Android phone as an app sees it: tasks of activities, the order of their life cycle, browsers, processes that are killed. What it does
/// follows Android's documents ("Tasks and the back stack", "The activity lifecycle", "Process and app lifecycle") and the documents of Custom
/// Tabs and Auth Tab. A device may do more, and other.
/// </summary>
public sealed class AndroidPhone : StubPhone
{
    private readonly Lock guard = new();
    private readonly List<AndroidTask> tasks = [];
    private readonly List<string> log = [];
    private readonly List<(string ClassName, ActivityAttribute Activity, IntentFilterAttribute[] Filters)> manifest;
    private AndroidTask? front;

    /// <param name="appAssembly">The app, compiled against these stubs.</param>
    /// <param name="data">The folder of its data.</param>
    /// <param name="package">Its package.</param>
    public AndroidPhone(string appAssembly, string data, string package = "com.example.quickstart") : base(appAssembly)
    {
        (Data, Package) = (data, package);
        manifest = [.. ManifestOf.Activities(new AppCode(appAssembly).App).Select(a => (a.Type.FullName!, a.Activity, a.Filters))];
        Directory.CreateDirectory(Path.Combine(data, "no_backup"));
    }

    public string Data { get; }
    public string Package { get; }
    public DateTimeOffset Now { get; private set; } = DateTimeOffset.UnixEpoch;

    /// <summary>The default browser first.</summary>
    public List<AndroidBrowserApp> Browsers { get; } = [new("com.android.chrome")];

    /// <summary>Whether the manifest asks to see browsers (<c>queries</c>): from Android 11 on they are hidden otherwise.</summary>
    public bool ShowsBrowsers { get; set; } = true;

    /// <summary>Whether assetlinks.json names the app.</summary>
    public bool HasVerifiedLinks { get; set; } = true;

    public global::Android.OS.BuildVersionCodes Version { get; set; } = global::Android.OS.BuildVersionCodes.Baklava;

    public AndroidKeystore Keystore { get; } = new();

    public AndroidProcess? Process { get; private set; }
    protected override StubProcess? Running => Process;

    /// <summary>What happened to activities, in order.</summary>
    public IReadOnlyList<string> Happened
    {
        get
        {
            lock (log) return [.. log];
        }
    }

    /// <summary>The browser's page in front; null when something else is.</summary>
    public BrowserTab? Tab
    {
        get
        {
            lock (guard) return front?.Top?.Tab;
        }
    }

    /// <summary>The tasks, the one in front last, as the names of their activities.</summary>
    public IReadOnlyList<string> Tasks
    {
        get
        {
            lock (guard) return [.. tasks.Select(t => $"{t.Affinity}: {string.Join(", ", t.Activities.Select(a => a.Tab is null ? a.ClassName.Split('.').Last() : "tab"))}")];
        }
    }

    /// <summary>The name of the app's activity in front; null when the app is not.</summary>
    public string? Front
    {
        get
        {
            lock (guard) return front?.Top is { IsOfTheApp: true, Stage: Stage.Resumed } top ? top.ClassName.Split('.').Last() : null;
        }
    }

    public Java.Lang.Object? SystemService(string name) =>
        name == Context.BiometricService && Version >= global::Android.OS.BuildVersionCodes.Q ? new global::Android.Hardware.Biometrics.BiometricManager() : null;

    /// <summary>How many fingers and faces are enrolled.</summary>
    public int Fingers { get; private set; } = 1;

    /// <summary>Whether a code is set.</summary>
    public bool HasCode { get; private set; } = true;

    /// <summary>When a finger or face was recognised last, for whatever.</summary>
    internal DateTimeOffset? LastFinger { get; set; }

    public void EnrolFinger()
    {
        Fingers++;
        Keystore.FingersChanged();
    }

    public void RemoveFingers()
    {
        Fingers = 0;
        Keystore.FingersChanged();
    }

    /// <summary>Takes away the code, and the fingers with it.</summary>
    public void RemoveCode()
    {
        HasCode = false;
        Fingers = 0;
        Keystore.CodeRemoved();
    }

    /// <summary>The phone was turned, or speaks another language: the activity in front is made anew.</summary>
    public void MakeAnew()
    {
        lock (guard)
        {
            if (front?.Top is not { IsOfTheApp: true, Instance: not null } top || Process is not { } process) return;
            process.Post(() =>
            {
                top.IsTurning = true;
                top.Instance!.Pause();
                top.Instance.Stop();
                top.Saved = top.Instance.Save();
                top.Instance.Destroy();
                (top.Instance, top.Stage, top.IsTurning) = (null, Stage.Absent, false);
                Reconcile(process);
            });
        }
    }

    /// <summary>The person taps the app's icon.</summary>
    public void OpenApp()
    {
        lock (guard)
        {
            // The launcher brings a task that is there to the front as it is, whatever lies on top of it.
            if (tasks.FirstOrDefault(t => t.Affinity == Package) is { } task) BringToFront(task);
            else Start(null, LaunchIntent(), null);
        }
        Reconcile();
    }

    /// <summary>The person looks at something else, such as the mail app.</summary>
    public void Home()
    {
        Prompt?.Fails(global::Android.Hardware.Biometrics.BiometricErrorCode.Canceled);       // a window over an app goes with it
        lock (guard) front = null;
        Reconcile();
    }

    /// <summary>The system takes the memory of the app's process: no callback, no warning. Its tasks stay.</summary>
    public override void Kill()
    {
        lock (guard)
        {
            Process?.Kill();
            (Process, Prompt) = (null, null);
            LetGoOfLocks(Data);
            foreach (var activity in tasks.SelectMany(t => t.Activities)) (activity.Instance, activity.Stage) = (null, Stage.Absent);
        }
        Log("killed");
    }

    /// <summary>The window that asks for a finger, a face or the code; null when none does.</summary>
    public AndroidPrompt? Prompt { get; private set; }

    /// <summary>Whether too many wrong fingers locked the sensor.</summary>
    public bool IsLockedOut { get; set; }

    internal void Ask(AndroidPrompt prompt, global::Android.OS.CancellationSignal cancel)
    {
        if (!HasCode && prompt.TakesCode && !prompt.TakesFinger) prompt.Fails(global::Android.Hardware.Biometrics.BiometricErrorCode.NoDeviceCredential);
        else if (Fingers == 0 && !(prompt.TakesCode && HasCode)) prompt.Fails(global::Android.Hardware.Biometrics.BiometricErrorCode.NoBiometrics);
        else if (IsLockedOut && !prompt.TakesCode) prompt.Fails(global::Android.Hardware.Biometrics.BiometricErrorCode.Lockout);
        else if (Front is null) prompt.Fails(global::Android.Hardware.Biometrics.BiometricErrorCode.Canceled);
        else Prompt = prompt;
        cancel.CancelEvent += (_, _) =>
        {
            if (Prompt == prompt) prompt.Fails(global::Android.Hardware.Biometrics.BiometricErrorCode.Canceled);
        };
        Changed();
    }

    internal void Answered(AndroidPrompt prompt)
    {
        if (Prompt == prompt) Prompt = null;
    }

    /// <summary>The person swipes the app out of the recent apps, or the system forgets its task.</summary>
    public void ForgetTasks()
    {
        Kill();
        lock (guard)
        {
            tasks.RemoveAll(t => t.Affinity == Package);
            if (!tasks.Contains(front!)) front = null;
        }
    }

    public void PassTime(TimeSpan by)
    {
        Now += by;
        Process?.PassTime();
    }

    /// <summary>Another app, or a browser, opens an address: the system finds the activity for it.</summary>
    public void OpenLink(Uri address) => Start(null, new Intent(Intent.ActionView, global::Android.Net.Uri.Parse(address.OriginalString)).AddCategory(Intent.CategoryBrowsable).AddFlags(ActivityFlags.NewTask), null);

    protected override string Describe() => $"In front: {Front ?? Tab?.Address.ToString() ?? "nothing of the app"}. {string.Join("; ", Tasks)}. Happened: {string.Join(" ", Happened)}";

    internal void Log(string what)
    {
        lock (log) log.Add(what);
    }

    internal static Intent LaunchIntent() => new Intent(Intent.ActionMain).AddFlags(ActivityFlags.NewTask);

    internal bool IsRoot(ActivityRecord record)
    {
        lock (guard) return tasks.Any(t => t.Activities.FirstOrDefault() == record);
    }

    internal void Start(Context? from, Intent intent, int? request)
    {
        lock (guard)
        {
            if (intent.Action is Intent.ActionView && intent.Component is null && OpensInBrowser(intent)) StartBrowser(from, intent, request);
            else StartOfTheApp(from, intent);
        }
        Reconcile();
    }

    internal void Finish(ActivityRecord record, Result result, Intent? data)
    {
        lock (guard) Remove(record, result, data);
        Reconcile();
    }

    private static bool OpensInBrowser(Intent intent) => intent.Data?.Scheme is "http" or "https" && !intent.Categories!.Contains(Intent.CategoryBrowsable);

    private void StartBrowser(Context? from, Intent intent, int? request)
    {
        var browser = Browsers.FirstOrDefault(b => intent.Package is null || b.Package == intent.Package) ?? throw new ActivityNotFoundException("No Activity found to handle Intent");
        var isTab = browser.HasCustomTabs && intent.HasExtra("android.support.customtabs.extra.SESSION");
        var task = isTab && from is Activity activity ? TaskOf(activity.Record) : tasks.FirstOrDefault(t => t.Affinity == browser.Package) ?? NewTask(browser.Package);
        var tab = new BrowserTab
        {
            Phone = this,
            Browser = browser,
            Address = new Uri(intent.DataString!),
            IsCustomTab = isTab,
            IsAuthTab = isTab && browser.HasAuthTab && intent.GetBooleanExtra("androidx.browser.auth.extra.LAUNCH_AUTH_TAB", false),
            IsPrivate = isTab && browser.HasEphemeral && intent.GetBooleanExtra("androidx.browser.customtabs.extra.ENABLE_EPHEMERAL_BROWSING", false),
            AuthScheme = intent.GetStringExtra("androidx.browser.auth.extra.REDIRECT_SCHEME"),
            AuthHost = intent.GetStringExtra("androidx.browser.auth.extra.HTTPS_REDIRECT_HOST"),
            AuthPath = intent.GetStringExtra("androidx.browser.auth.extra.HTTPS_REDIRECT_PATH"),
        };
        tab.Record = new ActivityRecord { ClassName = browser.Package, Intent = intent, Tab = tab, ResultTo = request is null ? null : ((Activity)from!).Record, Request = request ?? 0 };
        task.Activities.Add(tab.Record);
        BringToFront(task);
    }

    private void StartOfTheApp(Context? from, Intent intent)
    {
        var (name, described, _) = Find(intent) ?? throw new ActivityNotFoundException($"Unable to find explicit activity class or handler for {intent.DataString}");
        if (from is not null and not Activity && !intent.Flags.HasFlag(ActivityFlags.NewTask))
            throw new Java.Lang.RuntimeException("Calling startActivity() from outside of an Activity context requires the FLAG_ACTIVITY_NEW_TASK flag.");

        var isSingleTask = described.LaunchMode == LaunchMode.SingleTask;
        var task = from is Activity activity && !isSingleTask && !intent.Flags.HasFlag(ActivityFlags.NewTask) ? TaskOf(activity.Record)
            : tasks.FirstOrDefault(t => t.Affinity == Package && t.Activities.Exists(a => a.ClassName == name)) ?? tasks.FirstOrDefault(t => t.Affinity == Package) ?? NewTask(Package);
        BringToFront(task);

        var known = task.Activities.FindLast(a => a.ClassName == name);
        var goesOn = isSingleTask || (described.LaunchMode == LaunchMode.SingleTop || intent.Flags.HasFlag(ActivityFlags.SingleTop)) && (task.Top == known || intent.Flags.HasFlag(ActivityFlags.ClearTop));
        if (known is not null && (isSingleTask || intent.Flags.HasFlag(ActivityFlags.ClearTop)))
            foreach (var above in task.Activities[(task.Activities.IndexOf(known) + 1)..]) Remove(above, Result.Canceled, null);
        if (known is not null && goesOn)
        {
            known.NewIntents.Enqueue(intent);
            return;
        }
        task.Activities.Add(new ActivityRecord
        {
            ClassName = name, Intent = intent, Mode = described.LaunchMode, IsTranslucent = described.Theme?.Contains("Translucent", StringComparison.Ordinal) == true,
        });
    }

    private (string ClassName, ActivityAttribute Activity, IntentFilterAttribute[] Filters)? Find(Intent intent)
    {
        var found = intent.Component is { } component ? manifest.Where(a => a.ClassName == component.ClassName)
            : intent.Data is null ? manifest.Where(a => a.Activity.MainLauncher)
            : manifest.Where(a => a.Activity.Exported && a.Filters.Any(f => Matches(f, new Uri(intent.DataString!))));
        return found.Select(a => ((string, ActivityAttribute, IntentFilterAttribute[])?)a).FirstOrDefault();
    }

    private bool Matches(IntentFilterAttribute filter, Uri address) =>
        filter.Actions.Contains(Intent.ActionView) && filter.Categories?.Contains(Intent.CategoryBrowsable) == true && filter.DataScheme == address.Scheme
        && (filter.DataHost is null || filter.DataHost == address.Host) && (filter.DataPath is null || filter.DataPath == address.AbsolutePath)
        && (address.Scheme != Uri.UriSchemeHttps || (filter.AutoVerify && HasVerifiedLinks));

    private AndroidTask TaskOf(ActivityRecord record) => tasks.First(t => t.Activities.Contains(record));

    private AndroidTask NewTask(string affinity)
    {
        var task = new AndroidTask(affinity);
        tasks.Add(task);
        return task;
    }

    private void BringToFront(AndroidTask task)
    {
        tasks.Remove(task);
        tasks.Add(task);
        front = task;
    }

    private void Remove(ActivityRecord record, Result result, Intent? data)
    {
        if (record.IsRemoved) return;
        record.IsRemoved = true;
        if (record.Instance is not null) leaving.Add(record);
        if (tasks.FirstOrDefault(t => t.Activities.Contains(record)) is not { } task) return;
        task.Activities.Remove(record);
        if (record.ResultTo is { IsRemoved: false } to) to.Results.Enqueue((record.Request, result, data));
        if (task.Activities.Count > 0) return;
        tasks.Remove(task);
        if (front == task) front = null;
    }

    private readonly List<ActivityRecord> leaving = [];

    /// <summary>Has the app's main thread do what the stacks ask for; starts a process when the front belongs to the app and there is none.</summary>
    private void Reconcile()
    {
        AndroidProcess? process;
        lock (guard)
        {
            if (Process is null && front?.Top is { IsOfTheApp: true }) Process = new AndroidProcess(this);
            process = Process;
        }
        process?.Post(() => Reconcile(process));
        Changed();
    }

    private void Reconcile(AndroidProcess process)
    {
        for (var turn = 0; turn < 20 && Process == process; turn++)
        {
            List<ActivityRecord> alive, gone;
            ActivityRecord? top;
            HashSet<ActivityRecord> visible = [];
            lock (guard)
            {
                alive = [.. tasks.SelectMany(t => t.Activities).Where(a => a.Instance is not null)];
                gone = [.. leaving];
                top = front?.Top is { IsOfTheApp: true } mine ? mine : null;
                foreach (var activity in Enumerable.Reverse(front?.Activities ?? []))
                {
                    visible.Add(activity);
                    if (!activity.IsTranslucent) break;
                }
            }

            foreach (var activity in alive.Concat(gone).Where(a => a.Stage == Stage.Resumed && (a != top || a.NewIntents.Count + a.Results.Count > 0)))
            {
                if (!Move(process, activity, Stage.Started)) return;
                activity.Instance!.Pause();
            }
            if (top is not null) Raise(process, top);
            foreach (var activity in alive.Where(a => a.Stage == Stage.Started && !visible.Contains(a) && !a.IsRemoved))
            {
                if (!Move(process, activity, Stage.Stopped)) return;
                activity.Instance!.Stop();
                activity.Saved = activity.Instance.Save();
            }
            foreach (var activity in gone)
            {
                lock (guard) leaving.Remove(activity);
                if (activity.Stage == Stage.Started) activity.Instance!.Stop();
                activity.Instance!.Destroy();
                (activity.Instance, activity.Stage) = (null, Stage.Absent);
            }
            lock (guard)
                if (leaving.Count == 0 && (front?.Top is not { IsOfTheApp: true } now || (now.Stage == Stage.Resumed && now.NewIntents.Count + now.Results.Count == 0))) return;
        }
    }

    private void Raise(AndroidProcess process, ActivityRecord record)
    {
        if (record.Instance is null)
        {
            ActivityRecord.Made.Value = record;
            var made = (Activity)Activator.CreateInstance(process.App.GetType(record.ClassName, throwOnError: true)!)!;
            ActivityRecord.Made.Value = null;
            lock (guard)
            {
                if (Process != process) return;
                (record.Instance, record.Stage) = (made, Stage.Stopped);
            }
            made.Create(record.Saved);
            if (Removed(record)) return;
            made.Start();
            if (!Move(process, record, Stage.Started)) return;
        }
        else if (record.Stage == Stage.Stopped)
        {
            record.Instance.Restart();
            record.Instance.Start();
            if (!Move(process, record, Stage.Started)) return;
        }
        while (!record.IsRemoved && record.NewIntents.TryDequeue(out var intent)) record.Instance.New(intent);
        while (!record.IsRemoved && record.Results.TryDequeue(out var result)) record.Instance.ResultOf(result.Request, result.Result, result.Data);
        if (Removed(record) || record.Stage == Stage.Resumed) return;
        if (!Move(process, record, Stage.Resumed)) return;
        record.Instance?.Resume();
    }

    /// <summary>What a process that was killed meanwhile does to its activities is not seen any more.</summary>
    private bool Move(AndroidProcess process, ActivityRecord record, Stage to)
    {
        lock (guard)
        {
            if (Process != process) return false;
            record.Stage = to;
            return true;
        }
    }

    private bool Removed(ActivityRecord record)
    {
        if (!record.IsRemoved) return false;
        lock (guard)
            if (!leaving.Contains(record)) leaving.Add(record);
        return true;
    }
}
