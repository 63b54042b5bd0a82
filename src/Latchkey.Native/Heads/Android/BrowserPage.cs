#nullable enable
using System;
using System.Globalization;
using Android.Content;

namespace Latchkey.Native;

/// <summary>Which page to show and how, as it travels in an intent: the activity may be made anew by another process.</summary>
internal sealed class BrowserPage
{
    private const string Prefix = "latchkey.page.";

    public required string Address { get; init; }

    /// <summary>The package of the browser; null when any that opens addresses will do.</summary>
    public string? Browser { get; init; }

    public bool IsAuthTab { get; init; }
    public bool IsPrivate { get; init; }
    public string? ReturnsTo { get; init; }
    public TimeSpan Patience { get; init; }

    public void WriteTo(Intent intent)
    {
        intent.PutExtra(Prefix + nameof(Address), Address);
        intent.PutExtra(Prefix + nameof(Browser), Browser);
        intent.PutExtra(Prefix + nameof(IsAuthTab), IsAuthTab);
        intent.PutExtra(Prefix + nameof(IsPrivate), IsPrivate);
        intent.PutExtra(Prefix + nameof(ReturnsTo), ReturnsTo);
        intent.PutExtra(Prefix + nameof(Patience), Patience.TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Null when the intent names no page.</summary>
    public static BrowserPage? ReadFrom(Intent? intent) => intent?.GetStringExtra(Prefix + nameof(Address)) is not { } address ? null : new()
    {
        Address = address,
        Browser = intent.GetStringExtra(Prefix + nameof(Browser)),
        IsAuthTab = intent.GetBooleanExtra(Prefix + nameof(IsAuthTab), false),
        IsPrivate = intent.GetBooleanExtra(Prefix + nameof(IsPrivate), false),
        ReturnsTo = intent.GetStringExtra(Prefix + nameof(ReturnsTo)),
        Patience = TimeSpan.FromMilliseconds(double.Parse(intent.GetStringExtra(Prefix + nameof(Patience)) ?? "0", CultureInfo.InvariantCulture)),
    };
}
