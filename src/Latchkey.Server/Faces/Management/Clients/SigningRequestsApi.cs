using Latchkey.Server.Core.Certification;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Management.Clients;

/// <summary>/api/v1/apps/{id}/credentials/csrs: keys of an app whose certificate an authority of the customer's signs (RFC 2986). Contract §3.1.</summary>
internal static class SigningRequestsApi
{
    /// <summary>As Okta's SDKs say it; JSON is none of them, so no page elsewhere sends one unasked.</summary>
    private static readonly string[] Types = ["application/x-x509-ca-cert", "application/pkix-cert", "application/x-pem-file"];

    public static RouteGroupBuilder MapSigningRequests(this RouteGroupBuilder api)
    {
        var requests = api.MapGroup("/apps/{appId}/credentials/csrs");
        requests.MapGet("", List);
        requests.MapPost("", Create);
        requests.MapGet("/{csrId}", Get);
        requests.MapDelete("/{csrId}", Withdraw);
        requests.MapPost("/{csrId}/lifecycle/publish", Publish);
        return api;
    }

    private static async Task<IResult> List(HttpContext http, string appId, Apps apps, KeyCredentials keys)
    {
        var app = await apps.RequireClient(http, appId);
        return Pages.Whole(http, (await keys.Requests(app.Id, http.RequestAborted)).Select(key => KeyCredentialJson.OfRequest(key, app, http.Org)));
    }

    private static async Task<IResult> Create(HttpContext http, string appId, Apps apps, KeyCredentialChanges changes)
    {
        var app = await apps.RequireClient(http, appId);
        var body = await ApiJson.RequireBody(http);
        var subject = body.Object("subject") ?? throw ApiError.Validation("subject", "subject: The field cannot be left blank");
        var draft = SigningRequestDraft.Of(subject.Text, body.Object("subjectAltNames")?.Texts("dnsNames") ?? []);
        return ApiAnswers.Json(KeyCredentialJson.OfRequest(await changes.Request(http.Doing, app, draft), app, http.Org), 201);
    }

    private static async Task<IResult> Get(HttpContext http, string appId, string csrId, Apps apps, KeyCredentials keys)
    {
        var app = await apps.RequireClient(http, appId);
        return ApiAnswers.Json(KeyCredentialJson.OfRequest(await Require(http, app, csrId, keys), app, http.Org));
    }

    private static async Task<IResult> Withdraw(HttpContext http, string appId, string csrId, Apps apps, KeyCredentials keys, KeyCredentialChanges changes)
    {
        var app = await apps.RequireClient(http, appId);
        return await changes.Withdraw(http.Doing, app, await Require(http, app, csrId, keys)) ? ApiAnswers.Nothing() : throw Missing(csrId);
    }

    private static async Task<IResult> Publish(HttpContext http, string appId, string csrId, Apps apps, KeyCredentials keys, KeyCredentialChanges changes)
    {
        var app = await apps.RequireClient(http, appId);
        var request = await Require(http, app, csrId, keys);
        if (!Types.Contains(http.Request.ContentType?.Split(';')[0].Trim(), StringComparer.OrdinalIgnoreCase)) throw ApiError.WrongType();
        var sent = await RequestBody.Read(http.Request, SignedCertificate.Longest) ?? throw new ApiError(413, "E0000003", "The request body is too large.");
        using var certificate = SignedCertificate.Read(sent.Span);
        return ApiAnswers.Json(KeyCredentialJson.Of(await changes.Publish(http.Doing, app, request, certificate) ?? throw Missing(csrId)), 201);
    }

    private static async Task<KeyCredential> Require(HttpContext http, App app, string kid, KeyCredentials keys) =>
        await keys.Find(app.Id, kid, http.RequestAborted) is { Request: not null } key ? key : throw Missing(kid);

    private static ApiError Missing(string id) => ApiError.NotFound(id, "Csr");
}
