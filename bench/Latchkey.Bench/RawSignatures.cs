using System.Security.Cryptography;

namespace Latchkey.Bench;

/// <summary>
/// How many signatures the machine makes when it does nothing else: the ceiling of a server that signs each answer.
/// Counted by the CPU time they take, so that whatever else runs does not lower the ceiling.
/// </summary>
internal static class RawSignatures
{
    private static readonly TimeSpan warmUp = TimeSpan.FromMilliseconds(300), duration = TimeSpan.FromSeconds(2);

    public static double PerSecond(string algorithm)
    {
        var data = RandomNumberGenerator.GetBytes(600);      // as long as the signed part of an access token
        using var rsa = RSA.Create(2048);
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Func<byte[]> sign = algorithm == "RS256"
            ? () => rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : () => ec.SignData(data, HashAlgorithmName.SHA256);

        Count(sign, warmUp);
        return Environment.ProcessorCount * Count(sign, duration);
    }

    private static double Count(Func<byte[]> sign, TimeSpan time)
    {
        var (made, before) = (0, Environment.CpuUsage.TotalTime);
        while (true)
        {
            for (var i = 0; i < 50; i++, made++) sign();
            if (Environment.CpuUsage.TotalTime - before is var spent && spent >= time) return made / spent.TotalSeconds;
        }
    }
}
