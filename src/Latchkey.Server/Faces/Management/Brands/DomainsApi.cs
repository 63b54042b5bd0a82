using System.Text.Json.Nodes;
using Latchkey.Server.Core.Domains;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Management.Brands;

/// <summary>/api/v1/domains: addresses of an org's own, proven by their DNS, and the brand that each shows. Contract §3.8.</summary>
internal static class DomainsApi
{
    public static RouteGroupBuilder MapDomains(this RouteGroupBuilder api)
    {
        var routes = api.MapGroup("/domains");
        routes.MapGet("", List);
        routes.MapPost("", Create);
        routes.MapGet("/{domainId}", Get);
        routes.MapPut("/{domainId}", Replace);
        routes.MapDelete("/{domainId}", Delete);
        routes.MapPost("/{domainId}/verify", Verify);
        return api;
    }

    private static async Task<IResult> List(HttpContext http, DomainsOfOrgs domains)
    {
        var all = await domains.All(http.Org.Id, http.RequestAborted);
        return ApiAnswers.Json(new JsonObject { ["domains"] = ApiJson.List(all.Select(JsonNode (domain) => Json(http, domain))) });
    }

    private static async Task<IResult> Create(HttpContext http, DomainChanges changes, ServerSettings settings)
    {
        var body = await ApiJson.RequireBody(http);
        var draft = DomainDraft.Of(body.Text("domain"), body.Text("certificateSourceType"), settings.BaseUrl.IdnHost);
        // As Okta does it, and as its Terraform provider counts on: a domain that is given none comes with a brand of its own.
        var made = body.Text("brandId") is { } brandId ? await changes.Create(http.Doing, draft, brandId)
            : await changes.CreateWithBrand(http.Doing, draft, settings.Development);
        return ApiAnswers.Json(Json(http, made));
    }

    private static async Task<IResult> Get(HttpContext http, string domainId, DomainsOfOrgs domains) =>
        ApiAnswers.Json(Json(http, await Require(http, domainId, domains)));

    private static async Task<IResult> Replace(HttpContext http, string domainId, DomainsOfOrgs domains, DomainChanges changes)
    {
        var domain = await Require(http, domainId, domains);
        var brandId = (await ApiJson.RequireBody(http)).Text("brandId") ?? Brand.IdOf(http.Org.Id);
        return ApiAnswers.Json(Json(http, await changes.Dress(http.Doing, domain, brandId) ?? throw Gone(domainId)));
    }

    private static async Task<IResult> Delete(HttpContext http, string domainId, DomainsOfOrgs domains, DomainChanges changes)
    {
        await changes.Delete(http.Doing, await Require(http, domainId, domains));
        return ApiAnswers.Nothing();
    }

    /// <summary>What came of it stands in <c>validationStatus</c>.</summary>
    private static async Task<IResult> Verify(HttpContext http, string domainId, DomainsOfOrgs domains, DomainChanges changes)
    {
        var domain = await Require(http, domainId, domains);
        var proven = await changes.Verify(http.Doing, domain);
        var now = await Require(http, domainId, domains);
        return ApiAnswers.Json(Json(http, now, proven ? null : "FAILED_TO_VERIFY"));
    }

    public static JsonObject Json(HttpContext http, OrgDomain domain, string? status = null)
    {
        var at = $"domains/{domain.Id}";
        return new()
        {
            ["id"] = domain.Id,
            ["domain"] = domain.Domain,
            ["brandId"] = domain.BrandId,
            ["certificateSourceType"] = DomainDraft.Manual,
            ["validationStatus"] = domain.Verified ? "COMPLETED" : status ?? "NOT_STARTED",
            ["dnsRecords"] = new JsonArray(
                new JsonObject { ["recordType"] = "TXT", ["fqdn"] = domain.RecordName, ["values"] = new JsonArray(domain.Proof) },
                new JsonObject
                {
                    ["recordType"] = "CNAME", ["fqdn"] = domain.Domain, ["values"] = new JsonArray(new Uri(http.Org.Url).IdnHost),
                }),
            ["_links"] = new JsonObject
            {
                ["self"] = Hal.To(http.Org, at, "GET", "PUT", "DELETE"),
                ["brand"] = Hal.To(http.Org, $"brands/{domain.BrandId}", "GET"),
                ["verify"] = Hal.To(http.Org, at + "/verify", "POST"),
            },
        };
    }

    private static async Task<OrgDomain> Require(HttpContext http, string domainId, DomainsOfOrgs domains) =>
        await domains.Find(http.Org.Id, domainId, http.RequestAborted) ?? throw Gone(domainId);

    private static ApiError Gone(string id) => ApiError.NotFound(id, "Domain");
}
