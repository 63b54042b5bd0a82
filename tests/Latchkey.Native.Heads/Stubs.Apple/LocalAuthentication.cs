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

        public bool CanEvaluatePolicy(LAPolicy policy, out NSError? error)
        {
            error = AppleProcess.Current.Phone.CannotAsk(policy) is { } why ? new NSError("com.apple.LocalAuthentication", (long)why, why.ToString()) : null;
            return error is null;
        }

        public Task<Tuple<bool, NSError?>> EvaluatePolicyAsync(LAPolicy policy, string localizedReason)
        {
            prompt = AppleProcess.Current.Phone.Ask(localizedReason, policy == LAPolicy.DeviceOwnerAuthentication);
            return prompt.Answer;
        }

        public void Invalidate() => prompt?.Fails(LAStatus.AppCancel);
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
        public void Code() => End(true, null);
        public void Fails(LAStatus why) => End(false, new NSError("com.apple.LocalAuthentication", (long)why, why.ToString()));

        private void End(bool isThere, NSError? error)
        {
            phone.Answered(this);
            answer.TrySetResult(Tuple.Create(isThere, error));
        }
    }
}
