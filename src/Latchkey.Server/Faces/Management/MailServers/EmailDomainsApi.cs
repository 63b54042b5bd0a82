using System.Text.Json.Nodes;
using Latchkey.Server.Core.MailServers;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.MailServers;

/// <summary>/api/v1/email-domains: whom the mail of a brand comes from. Contract §3.8, mail senders.</summary>
internal static class EmailDomainsApi
{
    public static RouteGroupBuilder MapEmailDomains(this RouteGroupBuilder api)
    {
        var routes = api.MapGroup("/email-domains");
        routes.MapGet("", List);
        routes.MapPost("", Create);
        routes.MapGet("/{emailDomainId}", Get);
        routes.MapPut("/{emailDomainId}", Replace);
        routes.MapDelete("/{emailDomainId}", Delete);
        routes.MapPost("/{emailDomainId}/verify", Verify);
        return api;
    }

    private static JsonObject Json(EmailDomain domain, string? status = null) => new()
    {
        ["id"] = domain.Id,
        ["domain"] = domain.Domain,
        ["displayName"] = domain.DisplayName,
        ["userName"] = domain.UserName,
        ["validationStatus"] = domain.VerifiedAt is not null ? "VERIFIED" : status ?? "NOT_STARTED",
        ["dnsValidationRecords"] = new JsonArray(new JsonObject { ["recordType"] = "TXT", ["fqdn"] = domain.RecordName, ["verificationValue"] = domain.Proof }),
    };

    private static async Task<IResult> List(HttpContext http, EmailDomains domains) =>
        Pages.Whole(http, (await domains.All(http.Org.Id, http.RequestAborted)).Select(domain => Json(domain)));

    private static async Task<IResult> Create(HttpContext http, EmailDomainChanges changes, ServerSettings settings)
    {
        var body = await ApiJson.RequireBody(http);
        var brandId = body.Text("brandId") ?? throw ApiError.Validation("brandId", "brandId: The field cannot be left blank");
        return ApiAnswers.Json(Json(await changes.Create(http.Doing, brandId, Read(body, body.Text("domain"), settings))));
    }

    private static async Task<IResult> Get(HttpContext http, string emailDomainId, EmailDomains domains) =>
        ApiAnswers.Json(Json(await Require(http, emailDomainId, domains)));

    private static async Task<IResult> Replace(
        HttpContext http, string emailDomainId, EmailDomains domains, EmailDomainChanges changes, ServerSettings settings)
    {
        var existing = await Require(http, emailDomainId, domains);
        var draft = Read(await ApiJson.RequireBody(http), existing.Domain, settings);
        return ApiAnswers.Json(Json(await changes.Change(http.Doing, existing, draft) ?? throw Gone(emailDomainId)));
    }

    private static async Task<IResult> Delete(HttpContext http, string emailDomainId, EmailDomains domains, EmailDomainChanges changes)
    {
        await changes.Delete(http.Doing, await Require(http, emailDomainId, domains));
        return ApiAnswers.Nothing();
    }

    /// <summary>What came of it stands in <c>validationStatus</c>.</summary>
    private static async Task<IResult> Verify(HttpContext http, string emailDomainId, EmailDomains domains, EmailDomainChanges changes)
    {
        var proven = await changes.Verify(http.Doing, await Require(http, emailDomainId, domains));
        return ApiAnswers.Json(Json(await Require(http, emailDomainId, domains), proven ? null : "ERROR"));
    }

    private static EmailDomainDraft Read(JsonObject body, string? domain, ServerSettings settings) =>
        EmailDomainDraft.Of(domain, body.Text("displayName"), body.Text("userName"), settings.BaseUrl.IdnHost);

    private static async Task<EmailDomain> Require(HttpContext http, string id, EmailDomains domains) =>
        await domains.Find(http.Org.Id, id, http.RequestAborted) ?? throw Gone(id);

    private static ApiError Gone(string id) => ApiError.NotFound(id, "EmailDomain");
}
