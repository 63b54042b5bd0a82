using System.Security.Cryptography;

namespace Latchkey.Tests.Shared;

/// <summary>
/// RSA pairs of 2,048 bits for tests that need one of their own. Making one takes a fifth of a second of CPU, more than most tests; so a process makes
/// a dozen and hands them out in turns: of any eight in a row no two are the same.
/// </summary>
internal static class RsaPairs
{
    private static readonly Lazy<RSAParameters>[] Made = [.. Enumerable.Range(0, 12).Select(_ => new Lazy<RSAParameters>(static () =>
    {
        using var pair = RSA.Create(2048);
        return pair.ExportParameters(includePrivateParameters: true);
    }))];

    private static uint next;

    /// <summary>To be disposed of by whoever asked.</summary>
    public static RSA Next() => RSA.Create(Made[Interlocked.Increment(ref next) % Made.Length].Value);
}
