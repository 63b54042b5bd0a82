using System.Globalization;
namespace Latchkey.Server.Ground.Web;

/// <param name="Most">As many in this window.</param>
/// <param name="Used">This one included.</param>
/// <param name="EndsAt">When the window does, in seconds since 1970.</param>
/// <param name="RetryAfter">In how many seconds that is.</param>
internal readonly record struct TakenFromLimit(int Most, int Used, long EndsAt, long RetryAfter)
{
    public const string LimitHeader = "x-rate-limit-limit";
    public const string RemainingHeader = "x-rate-limit-remaining";
    public const string ResetHeader = "x-rate-limit-reset";

    /// <summary>What the answer says of the limit; on a refusal, when to come back. Contract §3.0.</summary>
    public void Say(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers[LimitHeader] = Text(Most);
        headers[RemainingHeader] = Text(Math.Max(0, Most - Used));
        headers[ResetHeader] = Text(EndsAt);
        if (Used > Most) headers.RetryAfter = Text(RetryAfter);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
