// See Foundation.cs.
using Foundation;
using Latchkey.Stubs.Apple;

namespace LocalAuthentication
{
    public enum LAPolicy : long { DeviceOwnerAuthenticationWithBiometrics = 1, DeviceOwnerAuthentication = 2 }

    public enum LAStatus : long
    {
        Success = 0, AuthenticationFailed = -1, UserCancel = -2, UserFallback = -3, SystemCancel = -4, PasscodeNotSet = -5, BiometryNotAvailable = -6,
        BiometryNotEnrolled = -7, BiometryLockout = -8, AppCancel = -9, InvalidContext = -10, NotInteractive = -1004,
    }

    public class LAContext : NSObject
    {
        private ApplePrompt? prompt;
        private bool isInvalid;

        public string? LocalizedReason { get; set; }

        /// <summary>What the person answered before serves again, as long as the context lives.</summary>
        internal bool IsAnswered { get; private set; }

        [System.Runtime.Versioning.ObsoletedOSPlatform("ios18.0")]
        [System.Runtime.Versioning.ObsoletedOSPlatform("maccatalyst18.0")]
        public NSData? EvaluatedPolicyDomainState { get; private set; }

        public bool CanEvaluatePolicy(LAPolicy policy, out NSError? error)
        {
            error = AppleProcess.Current.Phone.CannotAsk(policy) is { } why ? new NSError("com.apple.LocalAuthentication", (long)why, why.ToString()) : null;
            if (error is null && AppleProcess.Current.Phone.HasFace) EvaluatedPolicyDomainState = NSData.FromArray(BitConverter.GetBytes(AppleProcess.Current.Phone.Faces));
            return error is null;
        }

        public Task<Tuple<bool, NSError?>> EvaluatePolicyAsync(LAPolicy policy, string localizedReason)
        {
            prompt = AppleProcess.Current.Phone.Ask(localizedReason, policy == LAPolicy.DeviceOwnerAuthentication);
            return prompt.Answer;
        }

        public void Invalidate()
        {
            (isInvalid, IsAnswered) = (true, false);
            prompt?.Fails(LAStatus.AppCancel);
        }

        /// <summary>The system asks for what is read. Blocks the thread that reads, as it does.</summary>
        internal Security.SecStatusCode Answer(bool takesCode)
        {
            var phone = AppleProcess.Current.Phone;
            if (isInvalid) return Security.SecStatusCode.AuthFailed;
            if (IsAnswered) return Security.SecStatusCode.Success;
            if (AppleProcess.Current.IsMainThread) throw new InvalidOperationException("The main thread waits for the person: the window that asks them never comes.");
            if (!phone.IsInFront) return Security.SecStatusCode.InteractionNotAllowed;
            if (phone.IsLockedOut && !takesCode) return Security.SecStatusCode.AuthFailed;
            prompt = phone.Ask(LocalizedReason ?? "", takesCode);
            var (isThere, error) = prompt.Answer.GetAwaiter().GetResult();
            IsAnswered = isThere;
            return isThere ? Security.SecStatusCode.Success : (LAStatus)(long)(error?.Code ?? 0) switch
            {
                LAStatus.UserCancel or LAStatus.AppCancel => Security.SecStatusCode.UserCanceled,
                LAStatus.SystemCancel or LAStatus.NotInteractive => Security.SecStatusCode.InteractionNotAllowed,
                _ => Security.SecStatusCode.AuthFailed,
            };
        }
    }
}

namespace Latchkey.Stubs.Apple
{
    using LocalAuthentication;

    /// <summary>The system's window for face, finger or code.</summary>
    public sealed class ApplePrompt(ApplePhone phone, string reason, bool takesCode)
    {
        private readonly TaskCompletionSource<Tuple<bool, NSError?>> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Reason => reason;
        public bool TakesCode => takesCode;
        internal Task<Tuple<bool, NSError?>> Answer => answer.Task;

        public void Face() => End(true, null);
        public void Code()
        {
            if (!TakesCode) throw new InvalidOperationException("This window takes no code.");
            End(true, null);
        }

        public void Fails(LAStatus why) => End(false, new NSError("com.apple.LocalAuthentication", (long)why, why.ToString()));

        private void End(bool isThere, NSError? error)
        {
            phone.Answered(this);
            answer.TrySetResult(Tuple.Create(isThere, error));
        }
    }
}
