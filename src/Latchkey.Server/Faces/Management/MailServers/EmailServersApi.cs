using System.Text.Json.Nodes;
using Latchkey.Server.Core.MailServers;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Sealing;

namespace Latchkey.Server.Faces.Management.MailServers;

/// <summary>/api/v1/email-servers: by which mail server of its own an org's mail goes out. Contract §3.8, mail servers.</summary>
internal static class EmailServersApi
{
    public static RouteGroupBuilder MapEmailServers(this RouteGroupBuilder api)
    {
        var routes = api.MapGroup("/email-servers");
        routes.MapGet("", List);
        routes.MapPost("", Create);
        routes.MapGet("/{emailServerId}", Get);
        routes.MapPatch("/{emailServerId}", Change);
        routes.MapDelete("/{emailServerId}", Delete);
        routes.MapPost("/{emailServerId}/test", Try);
        return api;
    }

    /// <summary>The password is never answered.</summary>
    private static JsonObject Json(EmailServer server) => new()
    {
        ["id"] = server.Id,
        ["alias"] = server.Alias,
        ["authType"] = EmailServerDraft.Basic,
        ["enabled"] = server.Enabled,
        ["host"] = server.Host,
        ["port"] = server.Port,
        ["username"] = server.Username,
    };

    private static async Task<IResult> List(HttpContext http, EmailServers servers) => ApiAnswers.Json(new JsonObject
    {
        ["email-servers"] = ApiJson.List((await servers.All(http.Org.Id, http.RequestAborted)).Select(Json)),
    });

    private static async Task<IResult> Create(HttpContext http, EmailServerChanges changes, ServerSettings settings)
    {
        var draft = EmailServerDraft.Of(Read(await ApiJson.RequireBody(http)), null, settings.Development);
        return ApiAnswers.Json(Json(await changes.Create(http.Doing, draft)), StatusCodes.Status201Created);
    }

    private static async Task<IResult> Get(HttpContext http, string emailServerId, EmailServers servers) =>
        ApiAnswers.Json(Json(await Require(http, emailServerId, servers)));

    private static async Task<IResult> Change(HttpContext http, string emailServerId, EmailServers servers, EmailServerChanges changes, ServerSettings settings)
    {
        var existing = await Require(http, emailServerId, servers);
        var draft = EmailServerDraft.Of(Read(await ApiJson.RequireBody(http)), existing, settings.Development);
        return ApiAnswers.Json(Json(await changes.Change(http.Doing, existing, draft)));
    }

    private static async Task<IResult> Delete(HttpContext http, string emailServerId, EmailServers servers, EmailServerChanges changes)
    {
        await changes.Delete(http.Doing, await Require(http, emailServerId, servers));
        return ApiAnswers.Nothing();
    }

    /// <summary>Whether it takes a mail, in its own words where it does not.</summary>
    private static async Task<IResult> Try(HttpContext http, string emailServerId, EmailServers servers, MailDelivery delivery)
    {
        var (server, body) = (await Require(http, emailServerId, servers), await ApiJson.RequireBody(http));
        var (from, to) = (Address(body, "fromAddress"), Address(body, "toAddress"));
        const string says = "This mail server takes mail from your organization.";
        var problem = await delivery.Try(new Letter(to, says, says, $"<p>{says}</p>", []), servers.Relay(server), from, http.RequestAborted);
        return problem is null ? ApiAnswers.Nothing() : throw ApiError.Validation("host", $"host: {server.Host} did not take the mail: {problem}");
    }

    private static string Address(JsonObject body, string field) => body.Text(field) is { } text && EmailAddress.Is(text) ? text
        : throw ApiError.Validation(field, $"{field}: must be an email address");

    private static EmailServerProposal Read(JsonObject body) => new(body.Text("alias"), body.Text("authType"), body.Text("host"), body.Number("port"),
        body.Text("username"), body.Text("password") is { } password ? new Secret(password) : null, body.Flag("enabled"));

    private static async Task<EmailServer> Require(HttpContext http, string id, EmailServers servers) =>
        await servers.Find(http.Org.Id, id, http.RequestAborted) ?? throw ApiError.NotFound(id, "EmailServer");
}
