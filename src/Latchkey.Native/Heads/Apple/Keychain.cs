#nullable enable
using Foundation;
using Security;

namespace Latchkey.Native;

/// <summary>Small secrets in the keychain of this device: from its first unlock after a start on, in no backup, on no other device.</summary>
internal sealed class Keychain(string service) : IKeyVault
{
    public string Place => "keychain";

    public string Description => "the keychain of this device";

    public byte[]? Find(string id)
    {
        using var query = Item(id);
        var data = SecKeyChain.QueryAsData(query, false, out var status);
        if (status == SecStatusCode.ItemNotFound) return null;
        Check(status, "read");
        return data!.ToArray();
    }

    public void Keep(string id, byte[] key)
    {
        // Only a folder that is new asks for it: what is here under this name was left by an installation before, and opens nothing any more.
        using (var old = new SecRecord(SecKind.GenericPassword) { Service = service })
            if (SecKeyChain.Remove(old) is not (SecStatusCode.Success or SecStatusCode.ItemNotFound) and var removed) Check(removed, "changed");
        using var item = Item(id);
        using var data = NSData.FromArray(key);
        item.ValueData = data;
        item.Accessible = SecAccessible.AfterFirstUnlockThisDeviceOnly;
        var status = SecKeyChain.Add(item);
        if (status == SecStatusCode.DuplicateItem)
        {
            using var query = Item(id);
            using var changed = new SecRecord { ValueData = data, Accessible = SecAccessible.AfterFirstUnlockThisDeviceOnly };
            status = SecKeyChain.Update(query, changed);        // in place: removed and added again it could be lost in between
        }
        Check(status, "written");
    }

    private SecRecord Item(string id) => new(SecKind.GenericPassword) { Service = service, Account = id };

    public static void Check(SecStatusCode status, string verb)
    {
        if (status != SecStatusCode.Success) throw Fault(status, verb);
    }

    public static SignInException Fault(SecStatusCode status, string verb) => new(SignInErrorKind.StorageUnavailable, $"The keychain cannot be {verb}: "
        + $"{status} ({(int)status}).")
    {
        IsTransient = true,
        Hint = status == SecStatusCode.MissingEntitlement
            ? "Give the app the entitlement keychain-access-groups; the simulator needs it too."
            : "Unlock the device and try again; the person stays signed in.",
    };
}
