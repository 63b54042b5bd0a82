namespace Latchkey.Native.Storage;

/// <summary>What an operating system's error means to the app: unusable now, or gone for ever. In doubt the first, which signs nobody out.</summary>
internal static class StoreFaults
{
    private const int InvalidData = 13;                                 // ERROR_INVALID_DATA
    private const int BadKeyState = unchecked((int)0x8009000B);         // NTE_BAD_KEY_STATE: the password was reset, not changed
    private const int CannotDecode = -26275;                            // errSecDecode

    public static SignInException OfDpapi(int error) => error is InvalidData or BadKeyState
        ? SignInException.StorageReset($"Windows data protection cannot open the key any more (error {error}).",
        "The person signs in again. An administrator who reset the password, or a folder copied from another account, explains it.")
        : SignInException.StorageUnavailable($"Windows data protection failed with error {error}.",
        "The profile may be temporary or not loaded yet: try again.");

    public static SignInException OfKeychain(int status, string verb) => status == CannotDecode
        ? SignInException.StorageReset($"The keychain item cannot be decoded (error {status}).", "The person signs in again.")
        : SignInException.StorageUnavailable($"The keychain cannot be {verb}: error {status}.", "Unlock the login keychain, or set KeyStorage.File.");
}
