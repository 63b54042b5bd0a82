using Android.App;
using Android.Content;
using Android.Content.PM;
using Android.OS;

namespace Latchkey.Stubs.Android;

/// <summary>What the system knows of an activity: it stays in its task though the process, and the instance, are gone.</summary>
public sealed class ActivityRecord
{
    internal static readonly AsyncLocal<ActivityRecord?> Made = new();

    internal static ActivityRecord? Making => Made.Value;

    public required string ClassName { get; init; }
    public required Intent Intent { get; set; }
    public LaunchMode Mode { get; init; }
    public bool IsTranslucent { get; init; }
    public bool IsRemoved { get; internal set; }
    public BrowserTab? Tab { get; init; }

    internal Activity? Instance { get; set; }
    internal bool IsTurning { get; set; }
    internal Bundle? Saved { get; set; }
    internal Stage Stage { get; set; }
    internal Queue<Intent> NewIntents { get; } = new();
    internal Queue<(int Request, Result Result, Intent? Data)> Results { get; } = new();
    internal ActivityRecord? ResultTo { get; init; }
    internal int Request { get; init; }

    public bool IsOfTheApp => Tab is null;

    public override string ToString() => ClassName;
}

internal enum Stage { Absent, Stopped, Started, Resumed }

/// <summary>A stack of activities, of the app and of others.</summary>
public sealed class AndroidTask(string affinity)
{
    public string Affinity => affinity;
    public List<ActivityRecord> Activities { get; } = [];
    public ActivityRecord? Top => Activities.LastOrDefault();
}

/// <summary>A browser that is installed.</summary>
public sealed record AndroidBrowserApp(string Package)
{
    public bool HasCustomTabs { get; init; } = true;
    public bool HasAuthTab { get; init; }
    public bool HasEphemeral { get; init; }
}

/// <summary>A page of a browser that lies in front.</summary>
public sealed class BrowserTab
{
    internal ActivityRecord Record { get; set; } = null!;
    public required AndroidPhone Phone { get; init; }
    public required AndroidBrowserApp Browser { get; init; }
    public required Uri Address { get; init; }

    /// <summary>Whether it lies over the app, in its task, rather than in the browser's own.</summary>
    public bool IsCustomTab { get; init; }

    public bool IsAuthTab { get; init; }
    public bool IsPrivate { get; init; }
    public string? AuthScheme { get; init; }
    public string? AuthHost { get; init; }
    public string? AuthPath { get; init; }

    /// <summary>The page was redirected to another app: the browser asks the system to open it. An Auth Tab hands it back instead, when it is what it was told.</summary>
    public void Redirects(Uri callback, bool closesFirst = false)
    {
        var isAwaited = callback.Scheme == Uri.UriSchemeHttps ? callback.Host == AuthHost && callback.AbsolutePath == AuthPath : callback.Scheme == AuthScheme;
        if (IsAuthTab && isAwaited)
        {
            var verified = callback.Scheme != Uri.UriSchemeHttps || Phone.HasVerifiedLinks;
            Phone.Finish(Record, verified ? Result.Ok : (Result)2, verified ? new Intent().SetData(global::Android.Net.Uri.Parse(callback.OriginalString)) : null);
            return;
        }
        if (closesFirst) Phone.Finish(Record, Result.Canceled, null);
        Phone.OpenLink(callback);
    }

    /// <summary>The person closes it.</summary>
    public void Close() => Phone.Finish(Record, Result.Canceled, null);
}
