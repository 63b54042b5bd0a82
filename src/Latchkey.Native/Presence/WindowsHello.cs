using System.Runtime.InteropServices;

namespace Latchkey.Native.Presence;

/// <summary>
/// Windows.Security.Credentials.UI.UserConsentVerifier for a desktop window, through its interop interface and the functions' places in
/// their tables: a projection would tie the package to a Windows target.
/// </summary>
internal static partial class WindowsHello
{
    private const string ClassName = "Windows.Security.Credentials.UI.UserConsentVerifier";
    private const int Started = 0;
    private const int Completed = 1;
    private static readonly Guid Interop = new("39E050C3-4E74-441A-8DC0-B81104DF949C");      // IUserConsentVerifierInterop
    private static readonly Guid Operation = new("FD596FFD-2318-558F-9DBE-D21DF43764A5");    // IAsyncOperation<UserConsentVerificationResult>
    private static readonly Guid AsyncInfo = new("00000036-0000-0000-C000-000000000046");    // IAsyncInfo

    public static async Task<PresenceAnswer> AskAsync(string reason, CancellationToken ct)
    {
        var operation = Begin(reason);
        try
        {
            while (Status(operation) == Started) await Task.Delay(50, ct).ConfigureAwait(false);
            return Status(operation) != Completed ? PresenceAnswer.Unavailable : Result(operation) switch
            {
                0 => PresenceAnswer.Confirmed,          // Verified
                5 or 6 => PresenceAnswer.Declined,      // RetriesExhausted, Canceled
                _ => PresenceAnswer.Unavailable,        // DeviceNotPresent, NotConfiguredForUser, DisabledByPolicy, DeviceBusy
            };
        }
        finally
        {
            Marshal.Release(operation);
        }
    }

    private static unsafe nint Begin(string reason)
    {
        _ = RoInitialize(1);        // already initialised otherwise is as good
        nint className = 0, message = 0, factory = 0;
        try
        {
            Check(WindowsCreateString(ClassName, ClassName.Length, out className));
            Check(WindowsCreateString(reason, reason.Length, out message));
            Check(RoGetActivationFactory(className, Interop, out factory));
            var operationId = Operation;
            nint operation;
            Check(((delegate* unmanaged<nint, nint, nint, Guid*, nint*, int>)Method(factory, 6))(factory, GetForegroundWindow(), message, &operationId,
                &operation));
            return operation;
        }
        finally
        {
            if (factory != 0) Marshal.Release(factory);
            _ = WindowsDeleteString(message);
            _ = WindowsDeleteString(className);
        }
    }

    private static unsafe int Status(nint operation)
    {
        Check(Marshal.QueryInterface(operation, in AsyncInfo, out var info));
        try
        {
            int status;
            Check(((delegate* unmanaged<nint, int*, int>)Method(info, 7))(info, &status));
            return status;
        }
        finally
        {
            Marshal.Release(info);
        }
    }

    private static unsafe int Result(nint operation)
    {
        int result;
        Check(((delegate* unmanaged<nint, int*, int>)Method(operation, 8))(operation, &result));
        return result;
    }

    private static unsafe nint Method(nint instance, int place) => (*(nint**)instance)[place];

    private static void Check(int result) => Marshal.ThrowExceptionForHR(result);

    [LibraryImport("combase.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int RoInitialize(int type);

    [LibraryImport("combase.dll", StringMarshalling = StringMarshalling.Utf16)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int WindowsCreateString(string text, int length, out nint made);

    [LibraryImport("combase.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int WindowsDeleteString(nint made);

    [LibraryImport("combase.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int RoGetActivationFactory(nint className, in Guid id, out nint factory);

    [LibraryImport("user32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial nint GetForegroundWindow();
}
