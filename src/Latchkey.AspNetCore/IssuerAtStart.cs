using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Latchkey.AspNetCore;

/// <summary>Looks for the issuer when the application starts, so that a wrong one is seen then and not by the first caller.</summary>
internal sealed class IssuerAtStart(string scheme, IOptionsMonitor<LatchkeyOptions> schemes, ILogger<IssuerAtStart> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var options = schemes.Get(scheme);
        if (options.RequireIssuerAtStart) await Look(options, cancellationToken);
        else _ = Report(options);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task Look(LatchkeyOptions options, CancellationToken ct)
    {
        try { await options.AccessTokens.CheckIssuer(ct); }
        catch (Exception silent) when (silent is HttpRequestException or TaskCanceledException)
        {
            throw new InvalidOperationException($"Latchkey: the issuer '{options.Issuer}' cannot be reached: {silent.Message}.", silent);
        }
        catch (Exception wrong) when (wrong is InvalidDataException or JsonException)
        {
            throw new InvalidOperationException($"Latchkey: the issuer '{options.Issuer}' is not what this API expects: {wrong.Message}.", wrong);
        }
    }

    /// <summary>An issuer that starts after this API is nothing to stop for: what is wrong goes to the log.</summary>
    private async Task Report(LatchkeyOptions options)
    {
        try { await Look(options, CancellationToken.None); }
        catch (InvalidOperationException wrong) { log.LogError("{Reason} Callers get 503 until it is.", wrong.Message); }
    }
}
