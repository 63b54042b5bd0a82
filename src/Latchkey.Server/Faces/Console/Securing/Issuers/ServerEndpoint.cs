using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Securing.Kit;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Securing.Issuers;

/// <summary>/admin/api/servers/new, /admin/api/servers/{id} and its end: the settings of an authorization server. Contract §3.4.</summary>
internal static class ServerEndpoint
{
    public static string AddressOf(AuthorizationServer server) => ConsoleAddress.Of("api", "servers", server.Id);

    public static IResult ShowNew(HttpContext http) => New(http, FormState.Empty, StatusCodes.Status200OK);

    public static async Task<IResult> Create(HttpContext http, ServerChanges changes)
    {
        var form = FormState.Of(await Parameters.Form(http.Request));
        try
        {
            var id = await changes.Create(http.Doing, ServerForm.Read(form, null));
            return new Found(ConsoleAddress.Done(ConsoleAddress.Of("api", "servers", id), "created"));
        }
        catch (RuleException broken)
        {
            return New(http, form.With(broken).Requiring(ServerForm.Name, ServerForm.Audience), StatusCodes.Status400BadRequest);
        }
    }

    public static async Task<IResult> Show(HttpContext http, string serverId, AuthorizationServers servers) =>
        await servers.Shown(http, serverId) is { } server
            ? Of(http, server, http.Request.Query.ContainsKey(FormState.SectionField), ServerForm.Of(server).Versioned()) : ConsoleRefusals.NotFound();

    public static async Task<IResult> Save(HttpContext http, string serverId, AuthorizationServers servers, ServerChanges changes)
    {
        if (await servers.Shown(http, serverId) is not { } server) return ConsoleRefusals.NotFound();
        var typed = FormState.Of(await Parameters.Form(http.Request));
        try
        {
            var (before, after) = (FormState.Empty, FormState.Empty);
            var changed = await changes.Revise(http.Doing, server, current =>
            {
                before = typed.Over(ServerForm.Of(current));
                var draft = ServerForm.Read(typed, current);
                after = ServerForm.Of(draft.On(current));
                return draft;
            });
            if (!changed) return ConsoleRefusals.NotFound();
            http.Undoable(before, after);
            return new Found(ConsoleAddress.Done(AddressOf(server), "saved"));
        }
        catch (RuleException broken)
        {
            return Of(http, server, editing: true, typed.With(broken), StatusCodes.Status400BadRequest);
        }
        catch (OvertakenException overtaken)
        {
            return Of(http, server, editing: true, typed.Beside(overtaken.Stored), StatusCodes.Status409Conflict);
        }
    }

    public static async Task<IResult> Activate(HttpContext http, string serverId, AuthorizationServers servers, ServerChanges changes)
    {
        if (await servers.Shown(http, serverId) is not { } server) return ConsoleRefusals.NotFound();
        await changes.SetActive(http.Doing, server, active: true);
        return new Found(ConsoleAddress.Done(AddressOf(server), "activated"));
    }

    public static async Task<IResult> AskToDeactivate(HttpContext http, string serverId, AuthorizationServers servers)
    {
        if (await servers.Shown(http, serverId) is not { } server) return ConsoleRefusals.NotFound();
        var texts = Language.Of(http).Texts;
        return Page.Of(new ConfirmPage
        {
            Frame = http.Frame(ConsoleSection.Api), Title = Sentence.Plain(texts.Console.DeactivateApp, server.Name),
            Means = texts.Security.DeactivateServerMeans, Action = texts.Console.Deactivate,
            Address = ConsoleAddress.Of("api", "servers", server.Id, "deactivate"), Back = AddressOf(server),
        });
    }

    public static async Task<IResult> Deactivate(HttpContext http, string serverId, AuthorizationServers servers, ServerChanges changes)
    {
        if (await servers.Shown(http, serverId) is not { } server) return ConsoleRefusals.NotFound();
        await changes.SetActive(http.Doing, server, active: false);
        return new Found(ConsoleAddress.Done(AddressOf(server), "deactivated"));
    }

    public static async Task<IResult> AskToDelete(HttpContext http, string serverId, AuthorizationServers servers) =>
        await servers.Shown(http, serverId) is { } server ? Deletion(http, server).Ask() : ConsoleRefusals.NotFound();

    public static async Task<IResult> Delete(HttpContext http, string serverId, AuthorizationServers servers, ServerChanges changes)
    {
        if (await servers.Shown(http, serverId) is not { } server) return ConsoleRefusals.NotFound();
        return await Deletion(http, server).Once(async () =>
        {
            await changes.Delete(http.Doing, server);
            return new Found(ConsoleAddress.Done(ConsoleAddress.Of("api"), "deleted"));
        });
    }

    private static TypedConfirmation Deletion(HttpContext http, AuthorizationServer server) => new(http, ConsoleSection.Api, server.Name)
    {
        Means = Language.Of(http).Texts.Security.DeleteServerMeans, Address = ConsoleAddress.Of("api", "servers", server.Id, "delete"),
        Back = AddressOf(server),
    };

    private static Page Of(HttpContext http, AuthorizationServer server, bool editing, FormState form, int status = StatusCodes.Status200OK) =>
        Page.Of(new ServerPage { Frame = http.Frame(ConsoleSection.Api), Server = server, Editing = editing, Form = form }, status);

    private static Page New(HttpContext http, FormState form, int status) =>
        Page.Of(new NewServerPage { Frame = http.Frame(ConsoleSection.Api), Form = form }, status);
}
