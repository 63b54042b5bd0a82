namespace Latchkey.Server.Core.Authenticators;

/// <summary>What it says about a person that an authenticator of theirs has been proven. NIST SP 800-63B §2 for the words.</summary>
/// <param name="Type">The kind of it, one of <see cref="FactorType"/>.</param>
/// <param name="Methods">What it adds to amr. RFC 8176 §2.</param>
internal sealed record Evidence(string Type, IReadOnlyList<string> Methods)
{
    /// <summary>They know something.</summary>
    public bool Knowledge { get; init; }
    /// <summary>They have something.</summary>
    public bool Possession { get; init; }
    /// <summary>They are someone: a finger, a face.</summary>
    public bool Inherence { get; init; }
    /// <summary>A site that looks like this one gets nothing from it that would do here.</summary>
    public bool PhishingResistant { get; init; }
    /// <summary>Of a passkey: what is known of it.</summary>
    public KeyTraits Key { get; init; }

    /// <summary>The device has made sure that it is its owner who uses it.</summary>
    public bool UserVerified => Key.Verified;

    /// <summary>All that it adds to amr: what others hear, and what was shown.</summary>
    public IReadOnlyList<string> Words => Possession ? [.. Methods, new Shown(Type, Key).Word] : Methods;

    /// <summary>A code of an authenticator app.</summary>
    public static readonly Evidence App = new(FactorType.Totp, ["otp"]) { Possession = true };

    /// <summary>A code that was mailed.</summary>
    public static readonly Evidence Mailbox = new(FactorType.Email, ["otp", Assurance.Mailbox]) { Possession = true };

    /// <summary>The password.</summary>
    public static readonly Evidence Password = new("password", [Assurance.Password]) { Knowledge = true };

    /// <summary>A passkey. Where nobody vouches for what keeps it, it is no more than a key kept by software.</summary>
    public static readonly Evidence Passkey = OfPasskey(default);

    /// <summary>One of which something is known. By what a device has made sure of its owner, what they are or know, it does not say.</summary>
    public static Evidence OfPasskey(KeyTraits key) => new(FactorType.Passkey, [key.Hardware ? Assurance.HardwareKey : Assurance.SoftwareKey])
    {
        Possession = true, PhishingResistant = true, Key = key,
    };

    /// <summary>It is what a sign-in with this amr rests on already: one mailbox, one password, one device is one factor (threats row 8).</summary>
    public bool IsSpentIn(string amr) => Type == FactorType.Passkey ? Assurance.HasKey(amr)
        : Methods.Any(method => Assurance.CountsOnce.Contains(method) && Assurance.Has(amr, method));
}
