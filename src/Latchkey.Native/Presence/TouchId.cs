using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Latchkey.Native.Presence;

/// <summary>macOS: LAContext of LocalAuthentication, through the Objective-C runtime. It asks for a finger, a watch or the password.</summary>
internal static partial class TouchId
{
    private const string ObjectiveC = "/usr/lib/libobjc.A.dylib";
    private const string LocalAuthentication = "/System/Library/Frameworks/LocalAuthentication.framework/LocalAuthentication";
    private const int DeviceOwner = 2;              // LAPolicyDeviceOwnerAuthentication
    private const int IsGlobal = 1 << 28;           // BLOCK_IS_GLOBAL: never copied, so what we append to it is there when it is called

    public static async Task<PresenceAnswer> AskAsync(string reason, CancellationToken ct)
    {
        NativeLibrary.Load(LocalAuthentication);
        var context = Send(Send(GetClass("LAContext"), Selector("alloc")), Selector("init"));
        try
        {
            if (Send(context, Selector("canEvaluatePolicy:error:"), DeviceOwner, 0) == 0) return PresenceAnswer.Unavailable;
            var answer = new TaskCompletionSource<PresenceAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
            Evaluate(context, reason, answer);
            return await answer.Task.WaitAsync(ct).ConfigureAwait(false);
        }
        finally
        {
            Send(context, Selector("release"));
        }
    }

    private static unsafe void Evaluate(nint context, string reason, TaskCompletionSource<PresenceAnswer> answer)
    {
        // Both live until the reply: a few bytes, freed there.
        var block = (Block*)NativeMemory.AllocZeroed((nuint)(sizeof(Block) + sizeof(Descriptor)));
        var descriptor = (Descriptor*)(block + 1);
        descriptor->Size = (nuint)sizeof(Block);
        *block = new Block
        {
            Class = NativeLibrary.GetExport(NativeLibrary.Load("/usr/lib/libSystem.dylib"), "_NSConcreteGlobalBlock"),
            Flags = IsGlobal,
            Invoke = (nint)(delegate* unmanaged[Cdecl]<Block*, byte, nint, void>)&Reply,
            Descriptor = (nint)descriptor,
            Answer = GCHandle.ToIntPtr(GCHandle.Alloc(answer)),
        };
        var text = Send(GetClass("NSString"), Selector("stringWithUTF8String:"), reason);
        Send(context, Selector("evaluatePolicy:localizedReason:reply:"), DeviceOwner, text, (nint)block);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe void Reply(Block* block, byte isThere, nint error)
    {
        var handle = GCHandle.FromIntPtr(block->Answer);
        // LAError: -1 not recognised, -2 and -4 cancelled, -3 another way chosen; the others say that it cannot be asked.
        var code = isThere != 0 || error == 0 ? 0 : Send(error, Selector("code"));
        ((TaskCompletionSource<PresenceAnswer>)handle.Target!).TrySetResult(isThere != 0 ? PresenceAnswer.Confirmed
            : code is >= -4 and <= 0 ? PresenceAnswer.Declined : PresenceAnswer.Unavailable);
        handle.Free();
        NativeMemory.Free(block);
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Block
    {
        public nint Class;
        public int Flags;
        public int Reserved;
        public nint Invoke;
        public nint Descriptor;
        public nint Answer;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Descriptor
    {
        public nuint Reserved;
        public nuint Size;
    }

    [LibraryImport(ObjectiveC, EntryPoint = "objc_getClass", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint GetClass(string name);

    [LibraryImport(ObjectiveC, EntryPoint = "sel_registerName", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Selector(string name);

    [LibraryImport(ObjectiveC, EntryPoint = "objc_msgSend")]
    private static partial nint Send(nint receiver, nint selector);

    [LibraryImport(ObjectiveC, EntryPoint = "objc_msgSend", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Send(nint receiver, nint selector, string text);

    [LibraryImport(ObjectiveC, EntryPoint = "objc_msgSend")]
    private static partial byte Send(nint receiver, nint selector, nint policy, nint error);

    [LibraryImport(ObjectiveC, EntryPoint = "objc_msgSend")]
    private static partial void Send(nint receiver, nint selector, nint policy, nint reason, nint reply);
}
