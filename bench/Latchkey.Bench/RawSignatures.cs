using System.Diagnostics;
using System.Security.Cryptography;

namespace Latchkey.Bench;

/// <summary>How many signatures the machine makes when it does nothing else: the ceiling of a server that signs each answer.</summary>
internal static class RawSignatures
{
    private static readonly TimeSpan warmUp = TimeSpan.FromMilliseconds(300), duration = TimeSpan.FromSeconds(2);

    public static double PerSecond(string algorithm)
    {
        var perThread = new double[Environment.ProcessorCount];
        var threads = perThread.Select((_, i) => new Thread(() => perThread[i] = OnOneThread(algorithm))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return perThread.Sum();
    }

    private static double OnOneThread(string algorithm)
    {
        var data = RandomNumberGenerator.GetBytes(600);      // as long as the signed part of an access token
        using var rsa = RSA.Create(2048);
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Func<byte[]> sign = algorithm == "RS256"
            ? () => rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : () => ec.SignData(data, HashAlgorithmName.SHA256);

        Count(sign, warmUp);
        return Count(sign, duration);
    }

    private static double Count(Func<byte[]> sign, TimeSpan time)
    {
        var (made, watch) = (0, Stopwatch.StartNew());
        for (; watch.Elapsed < time; made++) sign();
        return made / watch.Elapsed.TotalSeconds;
    }
}
