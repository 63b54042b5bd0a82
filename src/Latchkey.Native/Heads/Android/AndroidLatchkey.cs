#nullable enable
using System;
using System.IO;
using Android.Content;

namespace Latchkey.Native;

/// <summary>The SDK on Android, with or without .NET MAUI.</summary>
public static class AndroidLatchkey
{
    /// <summary>
    /// Begins to follow which of the app's activities is in front. <see cref="UseAndroid"/> does it too; call this in <c>Application.OnCreate</c>
    /// when the client is made later.
    /// </summary>
    /// <param name="context">The app's context.</param>
    public static void Follow(Context context)
    {
        ArgumentNullException.ThrowIfNull(context);
        _ = AndroidApp.Of(context);
    }

    /// <summary>
    /// Gives the options what Android has, wherever they say nothing: the browser over the app, encrypted files under a key of the Keystore, in a
    /// folder that no backup and no move to another phone takes along, keys in the security chip for tokens to be bound to, and with
    /// <see cref="LatchkeyOptions.Unlock"/> keys there that a finger, a face or the phone's code opens. Call it in <c>Application.OnCreate</c>: a process
    /// that Android starts for the browser's answer runs nothing else of the app.
    /// </summary>
    /// <param name="options">Options with <see cref="LatchkeyOptions.ClientId"/> set.</param>
    /// <param name="context">The app's context.</param>
    /// <returns>The same options.</returns>
    public static LatchkeyOptions UseAndroid(this LatchkeyOptions options, Context context)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(context);
        options.AppEvents ??= AndroidApp.Of(context).Events;
        options.Browser ??= new AndroidBrowser(context);
        options.DataDirectory ??= Path.Combine(context.NoBackupFilesDir!.AbsolutePath, "latchkey", "app-" + Uri.EscapeDataString(options.ClientId));
        options.KeyVault ??= new KeystoreVault(options.DataDirectory);
        if (options.Unlock is { } unlock)
        {
            options.UnlockVault ??= new KeystoreUnlock(AndroidApp.Of(context), options.DataDirectory, unlock);
            options.ProofKeys ??= new KeystoreProofKeys(context, unlock);
        }
        options.ProofKeys ??= new KeystoreProofKeys();
        return options;
    }
}
