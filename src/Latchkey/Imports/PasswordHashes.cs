using System.Text.Json.Nodes;

namespace Latchkey.Cli.Imports;

/// <summary>Hashes as other products write them, in the form that the management API takes. Contract §3.2, import.</summary>
public static class PasswordHashes
{
    private const int BcryptSalt = 22, BcryptWhole = 53;

    /// <summary>
    /// A modular crypt text of bcrypt, <c>$2b$10$</c> and 53 characters; null where it is none. The variants a, b, x and y differ in mistakes of old
    /// programs, and are checked alike.
    /// </summary>
    public static JsonObject? Bcrypt(string text)
    {
        var parts = text.Split('$');
        return parts is ["", ['2', ..], { Length: 2 } rounds, { Length: BcryptWhole } rest] && int.TryParse(rounds, out var factor)
            ? new JsonObject { ["algorithm"] = "BCRYPT", ["workFactor"] = factor, ["salt"] = rest[..BcryptSalt], ["value"] = rest[BcryptSalt..] } : null;
    }

    /// <param name="digest"><c>SHA256_HMAC</c> or <c>SHA512_HMAC</c>.</param>
    /// <param name="rounds">How many.</param>
    /// <param name="salt">Base64.</param>
    /// <param name="value">Base64.</param>
    public static JsonObject Pbkdf2(string digest, int rounds, string salt, string value) => new()
    {
        ["algorithm"] = "PBKDF2", ["digestAlgorithm"] = digest, ["iterationCount"] = rounds, ["salt"] = salt, ["value"] = value,
        ["keySize"] = Convert.FromBase64String(value).Length,
    };
}
