using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Latchkey.Testing;

namespace Latchkey.Native.Tests.Kit;

/// <summary>What a person has beside an app's own pages: a mailbox, and an authenticator app.</summary>
public static partial class OwnPages
{
    public static Dictionary<string, string> Password(TestPerson person, string? password = null) =>
        new() { ["identifier"] = person.Login, ["credentials.passcode"] = password ?? person.Password };

    public static Dictionary<string, string> Passcode(string code) => new() { ["credentials.passcode"] = code };

    /// <summary>The newest code that was mailed to somebody.</summary>
    public static async Task<string> MailedCodeAsync(this TestOrg org, string to) =>
        (await org.MailsAsync(to)).Select(mail => Code().Match(mail.Text)).First(found => found.Success).Value;

    /// <summary>RFC 6238, RFC 4226 §5.3.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "HMAC-SHA-1 is what authenticator apps compute (RFC 6238 §1.2).")]
    public static string Totp(string secret, DateTimeOffset at)
    {
        var bits = string.Concat(secret.Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var key = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2)).ToArray();
        var counter = BitConverter.GetBytes(System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(at.ToUnixTimeSeconds() / 30));
        var mac = HMACSHA1.HashData(key, counter);
        var number = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(mac.AsSpan(mac[19] & 15)) & 0x7fffffff;
        return (number % 1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^\d{6,8}(?=\r?$)", RegexOptions.Multiline, 1000)]
    private static partial Regex Code();
}
