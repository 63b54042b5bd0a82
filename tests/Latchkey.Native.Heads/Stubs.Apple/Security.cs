// See Foundation.cs. The keychain belongs to the phone and outlives the app; it can be locked, and keys of the Secure Enclave stay in it.
using System.Security.Cryptography;
using Foundation;
using Latchkey.Stubs.Apple;

namespace Security
{
    public enum SecKind { InternetPassword, GenericPassword, Certificate, Key, Identity }

    public enum SecStatusCode { Success = 0, NotAvailable = -25291, UserCanceled = -128, AuthFailed = -25293, DuplicateItem = -25299, ItemNotFound = -25300, InteractionNotAllowed = -25308, MissingEntitlement = -34018 }

    public enum SecAccessible { Invalid = -1, WhenUnlocked, AfterFirstUnlock, Always, WhenUnlockedThisDeviceOnly, AfterFirstUnlockThisDeviceOnly, AlwaysThisDeviceOnly, WhenPasscodeSetThisDeviceOnly }

    [Flags]
    public enum SecAccessControlCreateFlags : ulong { UserPresence = 1, BiometryAny = 2, BiometryCurrentSet = 8, DevicePasscode = 16, Or = 1 << 14, And = 1 << 15, PrivateKeyUsage = 1 << 30 }

    public enum SecKeyType { Invalid = -1, RSA, EC, ECSecPrimeRandom }

    public enum SecTokenID { None, SecureEnclave }

    public enum SecKeyAlgorithm { EcdsaSignatureDigestX962Sha256 }

    public class SecAccessControl(SecAccessible accessible, SecAccessControlCreateFlags flags = SecAccessControlCreateFlags.UserPresence) : NSObject
    {
        public SecAccessible Accessible => accessible;
        public SecAccessControlCreateFlags Flags => flags;
    }

    public class SecRecord : IDisposable
    {
        public SecRecord() { }
        public SecRecord(SecKind secKind) => Kind = secKind;
        internal SecKind? Kind { get; }
        public string? Service { get; set; }
        public string? Account { get; set; }
        public string? Label { get; set; }
        public NSData? ApplicationTag { get; set; }
        public NSData? ValueData { get; set; }
        public SecAccessible Accessible { get; set; }
        public SecAccessControl? AccessControl { get; set; }
        public LocalAuthentication.LAContext? AuthenticationContext { get; set; }
        public void Dispose() { }
    }

    public class SecKeyParameters
    {
        public bool IsPermanent { get; set; }
        public NSData? ApplicationTag { get; set; }
        public string? Label { get; set; }
        public SecAccessControl? AccessControl { get; set; }
    }

    public class SecKeyGenerationParameters
    {
        public SecKeyType KeyType { get; set; }
        public int KeySizeInBits { get; set; }
        public SecTokenID TokenID { get; set; }
        public SecKeyParameters? PrivateKeyAttrs { get; set; }
    }

    public class SecKey : NSObject
    {
        private readonly ECDsa pair;
        private readonly bool isPublic;
        private readonly SecAccessControlCreateFlags opens;
        private readonly LocalAuthentication.LAContext? context;
        internal SecKey(ECDsa pair, bool isPublic = false) => (this.pair, this.isPublic) = (pair, isPublic);
        internal SecKey(KeychainItem item, LocalAuthentication.LAContext? context) => (pair, opens, this.context) = (item.Pair!, item.Opens, context);

        public static SecKey? CreateRandomKey(SecKeyGenerationParameters parameters, out NSError? error)
        {
            error = null;
            var phone = ApplePhone.UseKeychain();
            if (phone.IsLocked)
            {
                error = new NSError("NSOSStatusErrorDomain", (long)SecStatusCode.InteractionNotAllowed, "User interaction is not allowed.");
                return null;
            }
            var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var access = parameters.PrivateKeyAttrs!.AccessControl!;
            var item = new KeychainItem(SecKind.Key, null, Convert.ToHexString(parameters.PrivateKeyAttrs.ApplicationTag!.ToArray()), parameters.PrivateKeyAttrs.Label, null, access.Accessible, pair) { Opens = access.Flags };
            phone.Keychain.Add(item);
            return new SecKey(item, null);
        }

        public SecKey? GetPublicKey() => new(pair, isPublic: true);

        public NSData? GetExternalRepresentation(out NSError? error)
        {
            error = null;
            if (!isPublic) return null;
            var point = pair.ExportParameters(false).Q;
            return NSData.FromArray([4, .. point.X!, .. point.Y!]);
        }

        public NSData? CreateSignature(SecKeyAlgorithm algorithm, NSData dataToSign, out NSError? error)
        {
            error = null;
            if (opens.HasFlag(SecAccessControlCreateFlags.BiometryCurrentSet) && context?.IsAnswered != true)
            {
                error = new NSError("CryptoTokenKit", -3, "setoken: unable to sign digest");
                return null;
            }
            return NSData.FromArray(pair.SignHash(dataToSign.ToArray(), DSASignatureFormat.Rfc3279DerSequence));
        }
    }

    public static class SecKeyChain
    {
        public static NSData? QueryAsData(SecRecord query, bool wantPersistentReference, out SecStatusCode status) =>
            One(query, out status) is { } item && (status = Answer(item, query)) == SecStatusCode.Success ? NSData.FromArray(item.Data!) : null;

        private static SecStatusCode Answer(KeychainItem item, SecRecord query) =>
            item.Opens == 0 ? SecStatusCode.Success : (query.AuthenticationContext ?? new()).Answer(item.Opens.HasFlag(SecAccessControlCreateFlags.UserPresence));

        public static object? QueryAsConcreteType(SecRecord query, out SecStatusCode result) => One(query, out result) is { Pair: not null } item ? new SecKey(item, query.AuthenticationContext) : null;

        public static SecStatusCode Add(SecRecord record)
        {
            var phone = ApplePhone.UseKeychain();
            if (phone.IsLocked) return SecStatusCode.InteractionNotAllowed;
            if (record.AccessControl is { Accessible: SecAccessible.WhenPasscodeSetThisDeviceOnly } && !phone.HasPasscode) return SecStatusCode.NotAvailable;
            if (record.AccessControl?.Flags.HasFlag(SecAccessControlCreateFlags.BiometryCurrentSet) == true && !phone.HasFace) return SecStatusCode.AuthFailed;
            if (phone.Keychain.Exists(i => i.Kind == record.Kind && i.Service == record.Service && i.Account == record.Account)) return SecStatusCode.DuplicateItem;
            phone.Keychain.Add(new KeychainItem(record.Kind!.Value, record.Service, record.Account, record.Label, record.ValueData?.ToArray(), record.AccessControl?.Accessible ?? record.Accessible, null) { Opens = record.AccessControl?.Flags ?? 0 });
            return SecStatusCode.Success;
        }

        public static SecStatusCode Update(SecRecord query, SecRecord newAttributes)
        {
            if (One(query, out var status) is not { } item) return status;
            var phone = AppleProcess.Current.Phone;
            phone.Keychain[phone.Keychain.IndexOf(item)] = item with { Data = newAttributes.ValueData!.ToArray(), Accessible = newAttributes.Accessible };
            return SecStatusCode.Success;
        }

        public static SecStatusCode Remove(SecRecord record)
        {
            var phone = ApplePhone.UseKeychain();
            if (phone.IsLocked) return SecStatusCode.InteractionNotAllowed;
            return phone.Keychain.RemoveAll(i => Matches(i, record)) > 0 ? SecStatusCode.Success : SecStatusCode.ItemNotFound;
        }

        private static KeychainItem? One(SecRecord query, out SecStatusCode status)
        {
            var phone = ApplePhone.UseKeychain();
            var item = phone.Keychain.Find(i => Matches(i, query));
            status = phone.IsLocked ? SecStatusCode.InteractionNotAllowed : item is null ? SecStatusCode.ItemNotFound : SecStatusCode.Success;
            return status == SecStatusCode.Success ? item : null;
        }

        private static bool Matches(KeychainItem item, SecRecord query) =>
            item.Kind == query.Kind && (query.Service is null || item.Service == query.Service) && (query.Label is null || item.Label == query.Label)
            && (query.Account is null || item.Account == query.Account) && (query.ApplicationTag is null || item.Account == Convert.ToHexString(query.ApplicationTag.ToArray()));
    }
}

namespace Foundation
{
    public class NSData : NSObject
    {
        private byte[] bytes = [];
        public static NSData FromArray(byte[] buffer) => new() { bytes = buffer };
        public byte[] ToArray() => [.. bytes];
    }
}

namespace Latchkey.Stubs.Apple
{
    /// <summary>An item of the keychain.</summary>
    public sealed record KeychainItem(Security.SecKind Kind, string? Service, string? Account, string? Label, byte[]? Data, Security.SecAccessible Accessible, ECDsa? Pair)
    {
        /// <summary>What the person must do for it.</summary>
        public Security.SecAccessControlCreateFlags Opens { get; init; }
    }
}
