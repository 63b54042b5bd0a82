namespace Latchkey.Server.Core.Orgs;

internal static class CurrentOrg
{
    extension(HttpContext http)
    {
        public Org Org => http.Features.Get<Org>() ?? throw new InvalidOperationException("No org was resolved for this request.");

        /// <summary>From now on, pages and mails of this request look as a brand does; null leaves them as they are.</summary>
        public void Wear(string? brandId)
        {
            if (brandId is not null) http.Features.Set(http.Org with { BrandId = brandId });
        }
    }
}
