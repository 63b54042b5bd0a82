namespace Latchkey.Server.Core.Orgs;

public static class CurrentOrg
{
    extension(HttpContext http)
    {
        public Org Org => http.Features.Get<Org>() ?? throw new InvalidOperationException("No org was resolved for this request.");
    }
}
