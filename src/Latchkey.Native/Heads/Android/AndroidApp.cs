#nullable enable
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Android.App;
using Android.Content;
using Android.OS;
using Application = Android.App.Application;

namespace Latchkey.Native;

/// <summary>This process of the app: which of its activities is in front, and the page of the browser that it waits for.</summary>
internal sealed class AndroidApp : Java.Lang.Object, Application.IActivityLifecycleCallbacks
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);
    private static readonly Lock Guard = new();
    private static AndroidApp? started;

    private readonly Application application;
    private readonly Handler main = new(Looper.MainLooper!);
    private TaskCompletionSource<BrowserAnswer>? waiting;
    private readonly List<Action<Activity?>> awaiting = [];
    private Activity? front;
    private int onScreen;

    private AndroidApp(Application application) => this.application = application;

    public AppEvents Events { get; } = new();

    /// <summary>The activity that shows the browser's page, from its creation to its end.</summary>
    public LatchkeyBrowserActivity? Page { get; set; }

    public static AndroidApp Of(Context context)
    {
        lock (Guard)
        {
            if (started is not null) return started;
            var application = (Application)(context.ApplicationContext ?? context);
            started = new AndroidApp(application);
            application.RegisterActivityLifecycleCallbacks(started);
            return started;
        }
    }

    public void OnMain(Action act) => main.Post(act);

    public void OnMain(Action act, TimeSpan later) => main.PostDelayed(act, (long)later.TotalMilliseconds);

    /// <summary>Where a new activity is started from: the one in front, so that it joins its task.</summary>
    public Context Front => Volatile.Read(ref front) ?? (Context)application;

    /// <summary>On the main thread, once an activity of the app is in front: at its start that may be a moment ahead. Null when none comes.</summary>
    public void WhenInFront(Action<Activity?> act) => OnMain(() =>
    {
        if (Volatile.Read(ref front) is { } now)
        {
            act(now);
            return;
        }
        awaiting.Add(act);
        OnMain(() =>
        {
            if (awaiting.Remove(act)) act(null);
        }, Soon);
    });

    /// <summary>Shows a page. A page that another sign-in waits for gives way.</summary>
    public async Task<BrowserAnswer> ShowAsync(Intent page, CancellationToken cancellationToken)
    {
        var mine = new TaskCompletionSource<BrowserAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Exchange(ref waiting, mine)?.TrySetResult(BrowserAnswer.Cancelled);
        OnMain(() =>
        {
            if (cancellationToken.IsCancellationRequested) return;
            try
            {
                var from = Front;
                if (from is not Activity) page.AddFlags(ActivityFlags.NewTask);
                from.StartActivity(page);
            }
            catch (Java.Lang.RuntimeException e)
            {
                Fail(new SignInException(SignInErrorKind.NoBrowser, $"Android did not show the sign-in page: {e.Message}", e)
                {
                    Hint = "Call SignInAsync while the app is in front.",
                });
            }
        });
        try
        {
            return await mine.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (Interlocked.CompareExchange(ref waiting, null, mine) == mine && !mine.Task.IsCompleted) OnMain(() => Close(Page));
        }
    }

    /// <summary>How the page ended; false when nobody of this process waits for it.</summary>
    public bool Answer(BrowserAnswer how) => Interlocked.Exchange(ref waiting, null)?.TrySetResult(how) == true;

    /// <summary>Why there is no page.</summary>
    public void Fail(SignInException why) => Interlocked.Exchange(ref waiting, null)?.TrySetException(why);

    /// <summary>Takes the browser's page away, whatever else lies on top of it: what is below, the app, comes to the front.</summary>
    public void Close(Activity? from)
    {
        if (from is not { IsDestroyed: false } || Page is { IsEnding: true }) return;
        if (Page is { } page) page.IsEnding = true;
        from.StartActivity(LatchkeyBrowserActivity.ToEnd(from));
    }

    public void OnActivityResumed(Activity activity)
    {
        Volatile.Write(ref front, activity);
        var acts = awaiting.ToArray();
        awaiting.Clear();
        foreach (var act in acts) act(activity);
    }

    public void OnActivityPaused(Activity activity) => Interlocked.CompareExchange(ref front, null, activity);

    public void OnActivityCreated(Activity activity, Bundle? savedInstanceState) => Events.EnterForeground();

    public void OnActivityStarted(Activity activity)
    {
        onScreen++;
        Events.EnterForeground();
    }

    public void OnActivityStopped(Activity activity)
    {
        if (onScreen > 0) onScreen--;
        LeaveAfter(activity);
    }

    public void OnActivitySaveInstanceState(Activity activity, Bundle outState)
    {
    }

    public void OnActivityDestroyed(Activity activity) => LeaveAfter(activity);

    /// <summary>No activity is on the screen. One that is only turned is made anew at once.</summary>
    private void LeaveAfter(Activity activity)
    {
        if (onScreen == 0 && !activity.IsChangingConfigurations) Events.EnterBackground();
    }
}
