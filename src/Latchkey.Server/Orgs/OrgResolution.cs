using Latchkey.Server.SignIn;

namespace Latchkey.Server.Orgs;

/// <summary>Finds the org a request is for by its host. Nothing else is ever taken from the Host header.</summary>
public sealed class OrgResolution(RequestDelegate next, OrgDirectory orgs)
{
    public async Task Invoke(HttpContext http)
    {
        var org = await orgs.FindByHost(http.Request.Host.Host, http.RequestAborted);
        if (org is not { Active: true })
        {
            await ErrorPages.Show(http, 404, "unknown_org", "There is no Latchkey org at this address.");
            return;
        }
        http.Features.Set(org);
        await next(http);
    }
}

public static class CurrentOrg
{
    extension(HttpContext http)
    {
        public Org Org => http.Features.Get<Org>() ?? throw new InvalidOperationException("No org was resolved for this request.");
    }
}
