using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Passkeys;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Work;

/// <summary>
/// Keeps robots from forms that send mail, without a puzzle for people and without a service elsewhere: the browser does a sum that costs it a moment,
/// and a thousand accounts a thousand times as much. The question travels sealed in the page, so nothing is kept for who never answers; an answer
/// counts once. The more forms come in a minute, from one place or for one org, the larger the sum. Who has no script is let through, so many a
/// minute. Decision 0027.
/// </summary>
internal sealed class BrowserWork(Seal seal, Database db, SpentChallenges spent, RateCounters counters, TimeProvider clock)
{
    /// <summary>The form's fields.</summary>
    public const string Asked = "work-asked", Answer = "work-answer";

    /// <summary>Sixteen thousand digests: a third of a second of a phone.</summary>
    public const int Least = 14;
    public const int Most = 20;

    /// <summary>An answer to a smaller question than would be asked now still counts, if it is smaller by no more than this.</summary>
    public const int Slack = 2;

    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(50);

    /// <summary>So many in a minute are people. From then on each doubling is one bit more.</summary>
    private static readonly RateLimit OfOrg = new("work-org", 30), OfCaller = new("work-caller", 5);

    /// <summary>Without any sum.</summary>
    private static readonly RateLimit WithoutOfOrg = new("no-work-org", 40), WithoutOfCaller = new("no-work", 5), OfProgram = new("no-work-program", 20);

    private const string Purpose = "browser-work", Everybody = "";

    /// <param name="http">The request.</param>
    /// <param name="meaning">Which form it is for.</param>
    /// <returns>Null: the org asks for none.</returns>
    public WorkQuestion? Question(HttpContext http, string meaning)
    {
        if (http.Org.WorkProof == WorkProofs.Off) return null;
        var bits = Wanted(http);
        var said = string.Create(CultureInfo.InvariantCulture, $"{clock.Seconds} {bits} {Secrets.New()}");
        return new(seal.Close(Purpose, said, $"{http.Org.Id} {meaning}"), bits, http.Org.WorkProof == WorkProofs.Required);
    }

    /// <summary>Counts the form, whatever it brings.</summary>
    public async Task<WorkOutcome> Check(HttpContext http, string meaning, Parameters form)
    {
        if (http.Org.WorkProof == WorkProofs.Off) return WorkOutcome.Done;
        counters.TryTake(http, http.Org.Id, OfCaller, out _);
        counters.TryTake(http.Org.Id, OfOrg, Everybody, out _);
        if (form[Answer] is not { } answer)
            return http.Org.WorkProof == WorkProofs.Required ? WorkOutcome.NeedsScript : TryWithout(http) ? WorkOutcome.Done : WorkOutcome.Slow;

        if (form[Asked] is not { } asked || seal.TryOpen(Purpose, asked, $"{http.Org.Id} {meaning}") is not { } text) return WorkOutcome.Again;
        var said = text.Split(' ');
        var (at, bits) = (long.Parse(said[0], CultureInfo.InvariantCulture), int.Parse(said[1], CultureInfo.InvariantCulture));
        if (clock.Seconds - at > Lifetime.TotalSeconds || bits < Wanted(http) - Slack) return WorkOutcome.Again;
        if (answer.Length > 20 || !Does(asked, answer, bits)) return WorkOutcome.Again;
        return await db.Write(writing => spent.TrySpend(writing, said[2]), http.RequestAborted) ? WorkOutcome.Done : WorkOutcome.Again;
    }

    /// <summary>For a door that no page leads to: what comes through it has done no sum. False: enough have come for this minute.</summary>
    public bool TryWithoutPage(HttpContext http) => http.Org.WorkProof == WorkProofs.Off || TryWithout(http, OfProgram, out _);

    private bool TryWithout(HttpContext http)
    {
        if (TryWithout(http, WithoutOfCaller, out var taken)) return true;
        http.Response.Headers.RetryAfter = taken.RetryAfter.ToString(CultureInfo.InvariantCulture);
        return false;
    }

    /// <summary>Who has had all of their own takes nothing from what everybody has together.</summary>
    private bool TryWithout(HttpContext http, RateLimit ofCaller, out TakenFromLimit taken) =>
        counters.TryTake(http, http.Org.Id, ofCaller, out taken) && counters.TryTake(http.Org.Id, WithoutOfOrg, Everybody, out taken);

    private int Wanted(HttpContext http)
    {
        var caller = RateCounters.Caller(http.Connection.RemoteIpAddress);
        return Math.Min(Most, Least + Doublings(counters.Used(http.Org.Id, OfOrg, Everybody)) + Doublings(counters.Used(http.Org.Id, OfCaller, caller)));
    }

    /// <summary>How often the share of a limit that was used is twice the whole of it.</summary>
    private static int Doublings(double share) => share <= 1 ? 0 : (int)Math.Ceiling(Math.Log2(share));

    /// <summary>Whether the digest of question and answer begins with so many zero bits.</summary>
    internal static bool Does(string challenge, string answer, int bits)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{challenge}.{answer}"));
        return BitOperations.LeadingZeroCount(BitConverter.ToUInt32([digest[3], digest[2], digest[1], digest[0]])) >= bits;
    }
}
