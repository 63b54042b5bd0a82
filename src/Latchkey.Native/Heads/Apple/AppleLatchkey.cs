#nullable enable
using System;
using Foundation;

namespace Latchkey.Native;

/// <summary>The SDK on iOS and Mac Catalyst, with or without .NET MAUI.</summary>
public static class AppleLatchkey
{
    /// <summary>
    /// Gives the options what the phone has, wherever they say nothing: the web session over the app, encrypted files under a key of the
    /// keychain, in a folder of the app's container that no backup takes along, keys in the Secure Enclave for tokens to be bound to, and with
    /// <see cref="LatchkeyOptions.Unlock"/> keys that Face ID, Touch ID or the device's code opens (<c>NSFaceIDUsageDescription</c> in Info.plist).
    /// </summary>
    /// <param name="options">Options with <see cref="LatchkeyOptions.ClientId"/> set.</param>
    /// <returns>The same options.</returns>
    public static LatchkeyOptions UseApple(this LatchkeyOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        AppleApp.Follow();
        options.AppEvents ??= AppleApp.Events;
        options.Browser ??= new AppleBrowser();
        var name = "app-" + Uri.EscapeDataString(options.ClientId);
        options.DataDirectory ??= AppleApp.Folder(name);
        options.KeyVault ??= new Keychain("latchkey." + name);
        if (options.Unlock is { } unlock)
        {
            var person = new AppleUnlocking(unlock, options.Clock);
            options.UnlockVault ??= new KeychainUnlock("latchkey." + name, unlock, person);
            options.ProofKeys ??= new EnclaveProofKeys("latchkey." + name, person);
        }
        options.ProofKeys ??= new EnclaveProofKeys("latchkey." + name);
        return options;
    }

    /// <summary>
    /// Takes an address the system opened the app with, such as a universal link: to be called from <c>OpenUrl</c> and, with
    /// <c>userActivity.WebPageUrl</c>, from <c>ContinueUserActivity</c> of the app's or scene's delegate. Strangers' addresses are left alone.
    /// </summary>
    /// <param name="address">The address.</param>
    /// <returns>Whether it looks like the browser's answer.</returns>
    public static bool Receive(NSUrl? address)
    {
        if (address?.AbsoluteString is not { } text
            || !text.Contains("state=", StringComparison.Ordinal) || !Uri.TryCreate(text, UriKind.Absolute, out var arrived))
            return false;
        _ = AppleApp.Events.ReceiveAsync(arrived);
        return true;
    }
}
