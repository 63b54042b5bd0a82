using System.Globalization;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Journeys.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Entrance.Pipeline;

/// <summary>Holds every route to its limit, and says so on every response in Okta's lower-case headers (contract §3.0).</summary>
internal sealed class RateLimits(RequestDelegate next, RateCounters counters)
{
    public Task Invoke(HttpContext http)
    {
        if ((http.GetEndpoint()?.Metadata.GetMetadata<RateLimit>() ?? Unrouted.LimitOf(http)) is not { } limit) return next(http);

        var allowed = counters.TryTake(http, http.Features.Get<Org>()?.Id ?? "", limit, out var taken);
        taken.Say(http);
        if (allowed) return next(http);
        return http.GetEndpoint()?.Metadata.GetMetadata<FailsAs>()?.Mode == FailureMode.Page
            ? ErrorPages.Show(http, 429, "too_many_requests", "Too many requests came from your network.")
            : ApiAnswers.Write(http, ApiError.TooMany());
    }

    /// <summary>
    /// Whoever is sent away, for whatever reason and in whatever face, hears one story: nothing remains until then, and then
    /// come again. Okta's SDKs wait for the reset, others for Retry-After, and some give up where one is missing.
    /// </summary>
    internal static void SayWhenToComeBack(HttpContext http, TimeProvider clock)
    {
        var headers = http.Response.Headers;
        var seconds = long.TryParse(headers.RetryAfter, NumberStyles.None, CultureInfo.InvariantCulture, out var said) && said > 0 ? said
            : http.Response.StatusCode == 503 ? WhenBusy : 60;
        headers.RetryAfter = Text(seconds);
        if (headers[TakenFromLimit.LimitHeader].Count != 1) headers[TakenFromLimit.LimitHeader] = Text(RateLimit.Api.PerMinute);
        headers[TakenFromLimit.RemainingHeader] = "0";
        headers[TakenFromLimit.ResetHeader] = Text(clock.Seconds + seconds);
    }

    /// <summary>Seconds after which a server that was busy, or whose database was away, is tried again.</summary>
    private const int WhenBusy = 5;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
