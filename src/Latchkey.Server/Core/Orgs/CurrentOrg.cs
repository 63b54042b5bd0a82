namespace Latchkey.Server.Core.Orgs;

internal static class CurrentOrg
{
    extension(HttpContext http)
    {
        public Org Org => http.Features.Get<Org>() ?? throw new InvalidOperationException("No org was resolved for this request.");
    }
}
