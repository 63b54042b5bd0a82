using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.Domains;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Entrance.Pipeline;

/// <summary>Finds the org a request is for by its host. Nothing else is ever taken from the Host header, or from what stands in for it.</summary>
internal sealed class OrgResolution(
    RequestDelegate next, OrgDirectory orgs, DomainsOfOrgs domains, ServerSettings settings, OnceAMinute first, ILogger<OrgResolution> log)
{
    public async Task Invoke(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<ForAnyHost>() is not null)
        {
            await next(http);
            return;
        }
        var (org, pages) = await Named(http) ?? await Found(http.Request.Host.Host, http.RequestAborted);
        if (org is not { Active: true })
        {
            SayWhatCame(http);
            await Failures.NoOrg(http);
            return;
        }
        var there = http.GetEndpoint()?.Metadata.GetMetadata<OnPagesHost>();
        if (pages ? there is null : there is { Alone: true })
        {
            await Failures.NoOrg(http);
            return;
        }
        if (org.Home is { } home && http.Request.Path.StartsWithSegments(ConsoleAccess.Path))
        {
            http.Response.Redirect(home + ConsoleAccess.Path);         // its session, its app and its passkeys belong there
            return;
        }
        http.Features.Set(org);
        await next(http);
    }

    /// <summary>The org that a trusted proxy says people asked for, if it is one.</summary>
    private async ValueTask<(Org? Org, bool Pages)?> Named(HttpContext http)
    {
        foreach (var host in http.Features.Get<ForwardedHosts>()?.Names ?? [])
            if (await Found(new HostString(host).Host, http.RequestAborted) is { Org: not null } found) return found;
        return null;
    }

    /// <summary>The org at a host, and whether that is the one for its pages with scripts alone.</summary>
    private async ValueTask<(Org? Org, bool Pages)> Found(string host, CancellationToken ct) =>
        settings.ScriptedPages && PagesHost.OwnerOf(host) is { } owner && await At(owner, ct) is { } dressed ? (dressed, true) : (await At(host, ct), false);

    private async ValueTask<Org?> At(string host, CancellationToken ct)
    {
        if (await orgs.FindByHost(host, ct) is { } org) return org;
        // A page that says the database is away must not need it.
        try { return await domains.FindByHost(host, ct); }
        catch (DatabaseUnavailableException) { return null; }
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
