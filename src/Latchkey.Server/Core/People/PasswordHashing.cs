using Latchkey.Server.Ground.Sealing;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Latchkey.Server.Core.People;

/// <summary>
/// PBKDF2-SHA512 through the framework's hasher. A password check is deliberately slow, so only as many run at once as
/// there are cores, on threads of their own: tokens never wait behind them. Who would wait too long is told to come back.
/// </summary>
internal sealed class PasswordHashing : IDisposable
{
    /// <summary>Longer than anyone types; what is longer is wrong without being read.</summary>
    public const int MaxLength = 256;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);
    private static readonly object Nobody = new();

    private readonly PasswordHasher<object> hasher;
    private readonly Lazy<string> decoy;
    private readonly int most;
    private readonly SemaphoreSlim cores;
    private int queued;
    private long comparisons;

    public PasswordHashing(ServerSettings settings) : this(settings, Environment.ProcessorCount, mostQueued: 32 * Environment.ProcessorCount)
    {
    }

    public PasswordHashing(ServerSettings settings, int atOnce, int mostQueued)
    {
        hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = settings.PasswordIterations }));
        decoy = new(() => hasher.HashPassword(Nobody, Secrets.New()));
        cores = new(atOnce);
        most = atOnce + mostQueued;
    }

    /// <summary>Of its one form: see <see cref="OpaqueString"/>.</summary>
    /// <exception cref="PasswordQueueFullException">Too many checks are waiting.</exception>
    public Task<string> Hash(string password, CancellationToken ct) => InTurn(() => hasher.HashPassword(Nobody, OpaqueString.Of(password) ?? password), ct);

    /// <summary>Takes as long for an unknown person, or one without a password, as for a known one.</summary>
    /// <exception cref="PasswordQueueFullException">Too many checks are waiting.</exception>
    public Task<PasswordVerdict> Verify(User? user, string typed, CancellationToken ct) => VerifyHash(user?.PasswordHash, typed, ct);

    /// <inheritdoc cref="Verify(User?, string, CancellationToken)"/>
    public Task<PasswordVerdict> VerifyHash(string? stored, string typed, CancellationToken ct) => InTurn(() => CheckForms(stored, typed), ct);

    /// <summary>In today's form first. One that was set in another before there was that rule is right too, and hashed anew.</summary>
    private PasswordVerdict CheckForms(string? stored, string typed)
    {
        var verdict = PasswordVerdict.Wrong;
        foreach (var (index, form) in (typed.Length > MaxLength ? [typed] : OpaqueString.Candidates(typed)).Index())
        {
            // Each is tried, so that how long it takes depends on what was typed alone.
            var one = Check(stored, form);
            if (verdict == PasswordVerdict.Wrong && one != PasswordVerdict.Wrong) verdict = index == 0 ? one : PasswordVerdict.RightButOld;
        }
        return verdict;
    }

    private PasswordVerdict Check(string? stored, string typed)
    {
        if (stored is null or PasswordHook.Elsewhere || typed.Length > MaxLength)
        {
            Compare(decoy.Value, typed.Length > MaxLength ? "" : typed);
            return PasswordVerdict.Wrong;
        }
        if (ImportedHash.TryRead(stored) is { } imported)
        {
            // An imported account answers no quicker than the others, and not for twice as long: that would tell it from a name that nobody has.
            if (imported.IsDear) Interlocked.Increment(ref comparisons);
            else Compare(decoy.Value, typed);
            return imported.Matches(typed) ? PasswordVerdict.RightButOld : PasswordVerdict.Wrong;
        }
        return Compare(stored, typed) switch
        {
            PasswordVerificationResult.Success => PasswordVerdict.Right,
            PasswordVerificationResult.SuccessRehashNeeded => PasswordVerdict.RightButOld,
            _ => PasswordVerdict.Wrong,
        };
    }

    /// <summary>How many costly comparisons were made: one for each password typed, whoever it was for.</summary>
    public long Comparisons => Interlocked.Read(ref comparisons);

    private PasswordVerificationResult Compare(string stored, string typed)
    {
        Interlocked.Increment(ref comparisons);
        return hasher.VerifyHashedPassword(Nobody, stored, typed);
    }

    private async Task<T> InTurn<T>(Func<T> work, CancellationToken ct)
    {
        try
        {
            if (Interlocked.Increment(ref queued) > most || !await cores.WaitAsync(Deadline, ct)) throw new PasswordQueueFullException();
            try
            {
                return await Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }
            finally
            {
                cores.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref queued);
        }
    }

    public void Dispose() => cores.Dispose();
}
