using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Latchkey.Testing;

/// <summary>
/// The <c>Date</c> of every answer is the org's time. Left alone the web server would write this machine's, and clients learn the server's time from
/// it.
/// </summary>
internal sealed class OrgDate(TimeProvider clock) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(inner => http =>
        {
            http.Response.OnStarting(() =>
            {
                // Asked last: a fault that shows another time has written it already.
                if (http.Response.Headers.Date.Count == 0) http.Response.Headers.Date = clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
                return Task.CompletedTask;
            });
            return inner(http);
        });
        next(app);
    };
}
