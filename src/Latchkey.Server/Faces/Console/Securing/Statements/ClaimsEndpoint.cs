using System.Text.Encodings.Web;
using System.Text.Json;
using Latchkey.Server.Core.Expressions;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Securing.Kit;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Securing.Statements;

/// <summary>/admin/api/servers/{id}/claims: what tokens say beyond the standard, checked against a person while it is written. Contract §3.4, Claim.</summary>
internal static class ClaimsEndpoint
{
    public const string Name = "name";
    public const string Token = "claimType";
    public const string From = "valueType";
    public const string Value = "value";
    public const string Filter = "group_filter_type";
    public const string Always = "alwaysIncludeInToken";
    public const string Scopes = "conditions.scopes";
    public const string Person = "person";
    public const string Check = "check";

    private static readonly JsonSerializerOptions Shown = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string AddressOf(AuthorizationServer server, string? claimId = null) =>
        claimId is null ? ConsoleAddress.Of("api", "servers", server.Id, "claims") : ConsoleAddress.Of("api", "servers", server.Id, "claims", claimId);

    public static async Task<IResult> Show(HttpContext http, string serverId, AuthorizationServers servers) =>
        await servers.Shown(http, serverId) is { } server ? Page.Of(new ClaimListPage { Frame = http.Frame(ConsoleSection.Api), Server = server })
            : ConsoleRefusals.NotFound();

    public static async Task<IResult> ShowNew(HttpContext http, string serverId, AuthorizationServers servers) =>
        await servers.Shown(http, serverId) is { } server ? Form(http, server, null, Suggested, StatusCodes.Status200OK) : ConsoleRefusals.NotFound();

    public static async Task<IResult> Create(HttpContext http, string serverId, AuthorizationServers servers, ClaimChanges changes, Users users, Groups groups,
        TimeProvider clock)
    {
        if (await servers.Shown(http, serverId) is not { } server) return ConsoleRefusals.NotFound();
        var typed = FormState.Of(await Parameters.Form(http.Request));
        try
        {
            if (typed[RowForm.Do] == Check) return await Checked(http, server, null, typed, users, groups, clock);
            await changes.Create(http.Doing, server, Read(server, typed, null));
            return new Found(ConsoleAddress.Done(AddressOf(server), "created"));
        }
        catch (RuleException broken)
        {
            return Form(http, server, null, typed.With(broken).Requiring(Name, Value), StatusCodes.Status400BadRequest);
        }
    }

    public static async Task<IResult> ShowOne(HttpContext http, string serverId, string claimId, AuthorizationServers servers) =>
        await servers.Shown(http, serverId) is { } server && Find(server, claimId) is { } claim
            ? Form(http, server, claim, Fill(claim).Versioned(), StatusCodes.Status200OK) : ConsoleRefusals.NotFound();

    public static async Task<IResult> Save(HttpContext http, string serverId, string claimId, AuthorizationServers servers, ClaimChanges changes, Users users,
        Groups groups, TimeProvider clock)
    {
        if (await servers.Shown(http, serverId) is not { } server || Find(server, claimId) is not { } claim) return ConsoleRefusals.NotFound();
        var typed = FormState.Of(await Parameters.Form(http.Request));
        try
        {
            if (typed[RowForm.Do] == Check) return await Checked(http, server, claim, typed, users, groups, clock);
            var before = FormState.Empty;
            var changed = await changes.Revise(http.Doing, server, claimId, current =>
            {
                before = typed.Over(Fill(current));
                return Read(server, typed, current);
            });
            if (changed is null) return ConsoleRefusals.NotFound();
            http.Undoable(before, Fill(changed));
            return new Found(ConsoleAddress.Done(AddressOf(server), "saved"));
        }
        catch (RuleException broken)
        {
            return Form(http, server, claim, typed.With(broken), StatusCodes.Status400BadRequest);
        }
        catch (OvertakenException overtaken)
        {
            return Form(http, server, claim, typed.Beside(overtaken.Stored), StatusCodes.Status409Conflict);
        }
    }

    public static async Task<IResult> AskToDelete(HttpContext http, string serverId, string claimId, AuthorizationServers servers) =>
        await servers.Shown(http, serverId) is { } server && Find(server, claimId) is { System: false } claim ? Deletion(http, server, claim).Ask()
            : ConsoleRefusals.NotFound();

    public static async Task<IResult> Delete(HttpContext http, string serverId, string claimId, AuthorizationServers servers, ClaimChanges changes)
    {
        if (await servers.Shown(http, serverId) is not { } server || Find(server, claimId) is not { } claim) return ConsoleRefusals.NotFound();
        return await Deletion(http, server, claim).Once(async () =>
        {
            await changes.Delete(http.Doing, server, claim);
            return new Found(ConsoleAddress.Done(AddressOf(server), "deleted"));
        });
    }

    private static TypedConfirmation Deletion(HttpContext http, AuthorizationServer server, ClaimDefinition claim) => new(http, ConsoleSection.Api, claim.Name)
    {
        Means = Language.Of(http).Texts.Granting.DeleteClaimMeans, Address = AddressOf(server, claim.Id) + "/delete", Back = AddressOf(server, claim.Id),
    };

    /// <summary>What the claim would say of a person: nothing is stored.</summary>
    private static async Task<IResult> Checked(HttpContext http, AuthorizationServer server, ClaimDefinition? claim, FormState typed, Users users,
        Groups groups, TimeProvider clock)
    {
        var ct = http.RequestAborted;
        var person = typed.Text(Person) is { } login ? await http.Seen(await users.FindByLogin(http.Org.Id, login, ct)) : http.Administrator.User;
        if (person is null)
            return Form(http, server, claim, typed.With(Person, Language.Of(http).Texts.Security.NobodyCalledSo), StatusCodes.Status400BadRequest);
        try
        {
            var all = await groups.Of(person, ct);
            object? value = typed[From] == ClaimValueType.Groups
                ? GroupFilter.Of(typed[Filter], typed[Value]) is var filter ? all.Select(group => group.Name).Where(filter.Matches).ToArray() : null
                : ClaimExpression.Parse(typed[Value]).Evaluate(new ClaimSubject
                {
                    App = new("0oaexample", "Example", "web", []), User = person, AppUserName = person.Login, Groups = all, Now = clock.Now,
                });
            return Form(http, server, claim, typed, StatusCodes.Status200OK, JsonSerializer.Serialize(value, Shown));
        }
        catch (Exception problem) when (problem is ExpressionException or ArgumentException)
        {
            return Form(http, server, claim, typed.With(Value, problem.Message), StatusCodes.Status400BadRequest);
        }
    }

    private static FormState Suggested => FormState.Of(
        [new(Token, ClaimType.Resource), new(From, ClaimValueType.Expression), new(Filter, "STARTS_WITH"), new(Always, "on")]);

    private static ClaimDefinition? Find(AuthorizationServer server, string claimId) => server.Claims.FirstOrDefault(claim => claim.Id == claimId);

    private static FormState Fill(ClaimDefinition claim) => FormState.Of(
    [
        new(Name, claim.Name), new(Token, claim.ClaimType), new(From, claim.ValueType), new(Value, claim.Value),
        new(Filter, claim.GroupFilter ?? "STARTS_WITH"),
        new(Always, claim.AlwaysInclude ? "on" : null), new(Scopes, claim.Scopes.Count > 0 ? string.Join('\n', claim.Scopes) : null),
    ]);

    private static ClaimDraft Read(AuthorizationServer server, FormState typed, ClaimDefinition? existing)
    {
        if (existing is { System: true }) return ClaimDraft.Of(server, existing, null, null, null, typed[Value], null, null, null, null);
        return ClaimDraft.Of(server, existing, typed.Text(Name), typed.Text(Token), typed.Text(From), typed[Value],
            existing is { Active: false } ? "INACTIVE" : null, typed[From] == ClaimValueType.Groups ? typed.Text(Filter) : null,
            typed[Token] == ClaimType.Resource ? null : typed.Ticked(Always), typed.Lines(Scopes));
    }

    private static Page Form(HttpContext http, AuthorizationServer server, ClaimDefinition? claim, FormState form, int status, string? found = null) =>
        Page.Of(new ClaimPage { Frame = http.Frame(ConsoleSection.Api), Server = server, Claim = claim, Form = form, Checked = found }, status);
}
