using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Securing.Kit;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Securing.Permissions;

/// <summary>/admin/api/servers/{id}/scopes: what tokens of an authorization server may be good for. Contract §3.4, Scope.</summary>
internal static class ScopesEndpoint
{
    public const string Name = "name";
    public const string DisplayName = "displayName";
    public const string Description = "description";
    public const string Consent = "consent";
    public const string Default = "default";
    public const string Published = "metadataPublish";
    public const string Optional = "optional";

    public static string AddressOf(AuthorizationServer server, string? scopeId = null) =>
        scopeId is null ? ConsoleAddress.Of("api", "servers", server.Id, "scopes") : ConsoleAddress.Of("api", "servers", server.Id, "scopes", scopeId);

    public static async Task<IResult> Show(HttpContext http, string serverId, AuthorizationServers servers) =>
        await servers.Shown(http, serverId) is { } server ? Page.Of(new ScopeListPage { Frame = http.Frame(ConsoleSection.Api), Server = server })
            : ConsoleRefusals.NotFound();

    public static async Task<IResult> ShowNew(HttpContext http, string serverId, AuthorizationServers servers) =>
        await servers.Shown(http, serverId) is { } server
            ? Form(http, server, null, FormState.Of([new(Consent, ScopeConsent.Implicit)]), StatusCodes.Status200OK) : ConsoleRefusals.NotFound();

    public static async Task<IResult> Create(HttpContext http, string serverId, AuthorizationServers servers, ScopeChanges changes)
    {
        if (await servers.Shown(http, serverId) is not { } server) return ConsoleRefusals.NotFound();
        var typed = FormState.Of(await Parameters.Form(http.Request));
        try
        {
            await changes.Create(http.Doing, server, Read(typed, null));
            return new Found(ConsoleAddress.Done(AddressOf(server), "created"));
        }
        catch (RuleException broken)
        {
            return Form(http, server, null, typed.With(broken), StatusCodes.Status400BadRequest);
        }
    }

    public static async Task<IResult> ShowOne(HttpContext http, string serverId, string scopeId, AuthorizationServers servers) =>
        await servers.Shown(http, serverId) is { } server && Find(server, scopeId) is { } scope
            ? Form(http, server, scope, Fill(scope).Versioned(), StatusCodes.Status200OK) : ConsoleRefusals.NotFound();

    public static async Task<IResult> Save(HttpContext http, string serverId, string scopeId, AuthorizationServers servers, ScopeChanges changes)
    {
        if (await servers.Shown(http, serverId) is not { } server || Find(server, scopeId) is not { } scope) return ConsoleRefusals.NotFound();
        var typed = FormState.Of(await Parameters.Form(http.Request));
        try
        {
            var changed = await changes.Revise(http.Doing, server, scopeId, current =>
                Fill(current) is var stored && stored.Version == typed[FormState.VersionField] ? Read(typed, current) : throw new OvertakenException(stored));
            if (changed is null) return ConsoleRefusals.NotFound();
            http.Undoable(Fill(scope), Fill(changed));
            return new Found(ConsoleAddress.Done(AddressOf(server), "saved"));
        }
        catch (RuleException broken)
        {
            return Form(http, server, scope, typed.With(broken), StatusCodes.Status400BadRequest);
        }
        catch (OvertakenException overtaken)
        {
            return Form(http, server, scope, typed.Beside(overtaken.Stored), StatusCodes.Status409Conflict);
        }
    }

    public static async Task<IResult> AskToDelete(HttpContext http, string serverId, string scopeId, AuthorizationServers servers) =>
        await servers.Shown(http, serverId) is { } server && Find(server, scopeId) is { System: false } scope ? Deletion(http, server, scope).Ask()
            : ConsoleRefusals.NotFound();

    public static async Task<IResult> Delete(HttpContext http, string serverId, string scopeId, AuthorizationServers servers, ScopeChanges changes)
    {
        if (await servers.Shown(http, serverId) is not { } server || Find(server, scopeId) is not { } scope) return ConsoleRefusals.NotFound();
        return await Deletion(http, server, scope).Once(async () =>
        {
            await changes.Delete(http.Doing, server, scope);
            return new Found(ConsoleAddress.Done(AddressOf(server), "deleted"));
        });
    }

    private static TypedConfirmation Deletion(HttpContext http, AuthorizationServer server, ScopeDefinition scope) => new(http, ConsoleSection.Api, scope.Name)
    {
        Means = Language.Of(http).Texts.Granting.DeleteScopeMeans, Address = AddressOf(server, scope.Id) + "/delete", Back = AddressOf(server, scope.Id),
    };

    private static ScopeDefinition? Find(AuthorizationServer server, string scopeId) => server.Scopes.Values.FirstOrDefault(scope => scope.Id == scopeId);

    private static FormState Fill(ScopeDefinition scope) => FormState.Of(
    [
        new(Name, scope.Name), new(DisplayName, Text(scope.DisplayName)), new(Description, Text(scope.Description)), new(Consent, scope.Consent),
        new(Default, On(scope.Default)), new(Published, On(scope.Published)), new(Optional, On(scope.Optional)),
    ]);

    private static ScopeDraft Read(FormState typed, ScopeDefinition? existing) => ScopeDraft.Of(existing, typed.Text(Name), typed.Text(DisplayName),
        typed.Text(Description)?.ReplaceLineEndings("\n"), typed.Ticked(Default), typed.Text(Consent), typed.Ticked(Published) ? "ALL_CLIENTS" : "NO_CLIENTS",
        typed.Ticked(Optional));

    private static string? On(bool ticked) => ticked ? "on" : null;

    private static string? Text(string text) => text.Length > 0 ? text : null;

    private static Page Form(HttpContext http, AuthorizationServer server, ScopeDefinition? scope, FormState form, int status) =>
        Page.Of(new ScopePage { Frame = http.Frame(ConsoleSection.Api), Server = server, Scope = scope, Form = form }, status);
}
