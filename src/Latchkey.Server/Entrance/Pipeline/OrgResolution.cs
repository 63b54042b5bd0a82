using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Entrance.Pipeline;

/// <summary>Finds the org a request is for by its host. Nothing else is ever taken from the Host header, or from what stands in for it.</summary>
internal sealed class OrgResolution(RequestDelegate next, OrgDirectory orgs, ServerSettings settings, OnceAMinute first, ILogger<OrgResolution> log)
{
    public async Task Invoke(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<ForAnyHost>() is not null)
        {
            await next(http);
            return;
        }
        var org = await Named(http) ?? await orgs.FindByHost(http.Request.Host.Host, http.RequestAborted);
        if (org is not { Active: true })
        {
            SayWhatCame(http);
            await Failures.NoOrg(http);
            return;
        }
        http.Features.Set(org);
        await next(http);
    }

    /// <summary>The org that a trusted proxy says people asked for, if it is one.</summary>
    private async ValueTask<Org?> Named(HttpContext http)
    {
        foreach (var host in http.Features.Get<ForwardedHosts>()?.Names ?? [])
            if (await orgs.FindByHost(new HostString(host).Host, http.RequestAborted) is { } org) return org;
        return null;
    }

    /// <summary>For whoever set up the server: behind a proxy that does not pass the host on, everything is 404.</summary>
    private void SayWhatCame(HttpContext http)
    {
        var came = LogText.Short(
            $"Host: {http.Request.Host.Value}{(http.Request.Headers[ForwardedHosts.Header] is { Count: > 0 } host ? $", X-Forwarded-Host: {host}" : "")}");
        if (first.Is("host " + came))
            log.LogWarning(
                "No org is at the address that a request from {Peer} came for ({Came}). This server is {Url} and the orgs below it: let --url be what "
                    + "people see, and a proxy pass that on as Host, or as X-Forwarded-Host with its address given by --proxy.",
                http.Connection.RemoteIpAddress, came, settings.BaseUrl.GetLeftPart(UriPartial.Authority));
    }
}
