using Latchkey.Server.Core.Origins;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Securing.TrustedSites;

/// <summary>/admin/api/origins/new and /admin/api/origins/{id}. Contract §3.7.</summary>
internal static class OriginEndpoint
{
    public const string Name = "name";
    public const string Origin = "origin";
    public const string ScopePrefix = "scopes.";

    public static IResult ShowNew(HttpContext http) =>
        Form(http, null, FormState.Of([new(ScopePrefix + OriginScope.Cors, "on"), new(ScopePrefix + OriginScope.Redirect, "on")]), StatusCodes.Status200OK);

    public static async Task<IResult> Create(HttpContext http, TrustedOriginChanges changes)
    {
        var form = FormState.Of(await Parameters.Form(http.Request));
        try
        {
            await changes.Create(http.Doing, Read(form));
            return new Found(ConsoleAddress.Done(OriginListEndpoint.Address, "created"));
        }
        catch (RuleException broken)
        {
            return Form(http, null, form.With(broken), StatusCodes.Status400BadRequest);
        }
    }

    public static async Task<IResult> Show(HttpContext http, string originId, TrustedOrigins origins) =>
        await origins.Find(http.Org.Id, originId, http.RequestAborted) is { } origin ? Form(http, origin, Fill(origin).Versioned(), StatusCodes.Status200OK)
            : ConsoleRefusals.NotFound();

    public static async Task<IResult> Save(HttpContext http, string originId, TrustedOrigins origins, TrustedOriginChanges changes)
    {
        if (await origins.Find(http.Org.Id, originId, http.RequestAborted) is not { } origin) return ConsoleRefusals.NotFound();
        var typed = FormState.Of(await Parameters.Form(http.Request));
        try
        {
            var changed = await changes.Revise(http.Doing, origin, current =>
                Fill(current) is var stored && stored.Version == typed[FormState.VersionField] ? Read(typed) : throw new OvertakenException(stored));
            if (changed is null) return ConsoleRefusals.NotFound();
            http.Undoable(Fill(origin), Fill(changed));
            return new Found(ConsoleAddress.Done(OriginListEndpoint.Address, "saved"));
        }
        catch (RuleException broken)
        {
            return Form(http, origin, typed.With(broken), StatusCodes.Status400BadRequest);
        }
        catch (OvertakenException overtaken)
        {
            return Form(http, origin, typed.Beside(overtaken.Stored), StatusCodes.Status409Conflict);
        }
    }

    private static FormState Fill(TrustedOrigin origin) => FormState.Of(
    [
        new(Name, origin.Name), new(Origin, origin.Origin),
        .. origin.Scopes.Split(' ').Select(scope => KeyValuePair.Create(ScopePrefix + scope, (string?)"on")),
    ]);

    private static TrustedOriginDraft Read(FormState typed) => TrustedOriginDraft.Of(typed.Text(Name), typed.Text(Origin), typed.Under(ScopePrefix));

    private static Page Form(HttpContext http, TrustedOrigin? origin, FormState form, int status) =>
        Page.Of(new OriginPage { Frame = http.Frame(ConsoleSection.Api), Origin = origin, Form = form }, status);
}
