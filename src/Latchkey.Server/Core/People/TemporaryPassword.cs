using System.Security.Cryptography;

namespace Latchkey.Server.Core.People;

/// <summary>A password an administrator reads out, good for one sign-in: no letters that look alike, and what the policy asks for.</summary>
internal static class TemporaryPassword
{
    private const string Lower = "abcdefghijkmnpqrstuvwxyz";
    private const string Upper = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const string Digits = "23456789";

    public static string New()
    {
        var letters = (RandomNumberGenerator.GetString(Lower + Upper + Digits, 11)
            + RandomNumberGenerator.GetString(Lower, 1) + RandomNumberGenerator.GetString(Upper, 1) + RandomNumberGenerator.GetString(Digits, 1)).ToCharArray();
        RandomNumberGenerator.Shuffle(letters.AsSpan());
        return new string(letters);
    }
}
