using System.Security.Cryptography;

namespace Latchkey.Bench;

/// <summary>
/// How many signatures the machine makes when it does nothing else: the ceiling of a server that signs each answer. All cores sign, as they do under load:
/// what they share makes each a little slower. Counted by the CPU time they take, so that whatever else runs does not lower the ceiling.
/// </summary>
internal static class RawSignatures
{
    private static readonly TimeSpan warmUp = TimeSpan.FromMilliseconds(300), duration = TimeSpan.FromSeconds(2);

    public static double PerSecond(string algorithm)
    {
        var signers = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Signer(algorithm)).ToList();
        Count(signers, warmUp);      // a key is made when it first signs
        return signers.Count * Count(signers, duration);
    }

    /// <summary>Signatures for each second of CPU time.</summary>
    private static double Count(List<Action> signers, TimeSpan time)
    {
        var (made, over) = (0L, false);
        var before = Environment.CpuUsage.TotalTime;
        var signing = signers.Select(sign =>
        {
            var thread = new Thread(() =>
            {
                for (var mine = 0; ; mine += 50)
                {
                    if (Volatile.Read(ref over))
                    {
                        Interlocked.Add(ref made, mine);
                        return;
                    }
                    for (var i = 0; i < 50; i++) sign();
                }
            });
            thread.Start();
            return thread;
        }).ToList();
        using (var timer = new ManualResetEventSlim()) timer.Wait(time);
        Volatile.Write(ref over, true);
        foreach (var thread in signing) thread.Join();
        return made / (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }

    private static Action Signer(string algorithm)
    {
        var data = RandomNumberGenerator.GetBytes(600);      // as long as the signed part of an access token
        if (algorithm == "RS256")
        {
            var rsa = RSA.Create(2048);
            return () => rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
        var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return () => ec.SignData(data, HashAlgorithmName.SHA256);
    }
}
