using System.Globalization;
using System.Text.Json;
using Latchkey.Protocol;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Requests;
using Latchkey.Server.Faces.Journeys.Kit;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;
using Microsoft.Extensions.Primitives;

namespace Latchkey.Server.Faces.Journeys.Authorization;

/// <summary>
/// An authorization request waiting for its person. It travels in the page's address as a sealed handle bound to the org
/// and to this browser, so that no row is written for people who never sign in, and nobody can hand one to someone else.
/// What the person has proven so far travels in it too: an unfinished sign-in is no session.
/// </summary>
internal sealed class PendingSignIns(Seal seal, AuthorizationServers servers, Apps apps, Users users, BrowserCookie browsers, TimeProvider clock)
{
    private const string Purpose = "pending-sign-in";

    public static readonly TimeSpan Lifetime = AuthorizeRequest.LongestWait;
    /// <summary>How long a factor counts while the next one is awaited.</summary>
    public static readonly TimeSpan ProofLifetime = TimeSpan.FromMinutes(10);

    /// <summary>A page of this server waits for its person, not an app. It comes back to the page by its path.</summary>
    /// <param name="org">Where.</param>
    /// <param name="server">Which the page is about.</param>
    /// <param name="app">The app that it is about.</param>
    /// <param name="here">The page.</param>
    /// <param name="otherwise">Where who gives up goes.</param>
    /// <param name="acrValues">How sure the app wants to be of who is there.</param>
    public WaitingRequest WaitingHere(Org org, AuthorizationServer server, App app, string here, string otherwise, IReadOnlyList<string> acrValues) =>
        WaitingHere(org, server, app, here, otherwise,
            new Parameters(acrValues.Count == 0 ? [] : [new(Protocol.Parameter.AcrValues, string.Join(' ', acrValues))]));

    /// <summary>A page of a person's own account: who it is for stands in the form already.</summary>
    /// <param name="http">The request.</param>
    /// <param name="here">The page.</param>
    /// <param name="login">Who it is for; null: whoever comes.</param>
    /// <param name="within">How long ago they may have proven who they are, here or where they are sent to; null: whenever.</param>
    public async Task<WaitingRequest> WaitingForAccount(HttpContext http, string here, string? login, TimeSpan? within = null)
    {
        var asked = new Parameters([]);
        if (login is not null) asked = asked.With(Protocol.Parameter.LoginHint, login);
        if (within is { } age) asked = asked.With(Protocol.Parameter.MaxAge, ((long)age.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        return WaitingHere(http.Org, (await servers.Find(http.Org, "", http.RequestAborted))!, App.Home(http.Org), here, "/", asked);
    }

    /// <summary>A person sets a factor up of their own accord, and comes back to this page of their account.</summary>
    /// <param name="http">The request.</param>
    /// <param name="here">The page.</param>
    /// <param name="type">The kind.</param>
    public async Task<WaitingRequest> WaitingToEnroll(HttpContext http, string here, string type) => WaitingHere(http.Org,
        (await servers.Find(http.Org, "", http.RequestAborted))!, App.Home(http.Org), here, "/account", new Parameters(
        [
            new(Protocol.Parameter.Prompt, PromptValue.EnrollAuthenticator), new(Protocol.Parameter.EnrollAmrValues, EnrollAmr.ValueOf(type)),
        ]));

    private WaitingRequest WaitingHere(Org org, AuthorizationServer server, App app, string here, string otherwise, Parameters asked)
    {
        var parameters = asked.With(Protocol.Parameter.ClientId, app.Id);
        return new()
        {
            Request = AuthorizeRequest.ToSignIn(app, server, ReplyTo.Page(app, org, here, otherwise), parameters), BegunAt = clock.Seconds,
            Parameters = parameters,
        };
    }

    /// <summary>The handle for whom no app has sent: they end up on the org's own page.</summary>
    public async Task<string> BeginHome(HttpContext http) =>
        BeginAgain(http, WaitingHere(http.Org, (await servers.Find(http.Org, "", http.RequestAborted))!, App.Home(http.Org), "/", "/", []));

    /// <summary>The handle for the first page: the request, from its beginning.</summary>
    public string BeginAgain(HttpContext http, WaitingRequest waiting) => Write(http, new Handle
    {
        ServerId = waiting.Request.Server.Id, BegunAt = clock.Seconds, Parameters = waiting.Parameters.All.ToDictionary(), Here = waiting.ReplyTo.Here,
        Otherwise = waiting.ReplyTo.Otherwise, Interaction = waiting.Request.Interaction,
    });

    /// <summary>The handle for the next page: the same request, and how far its person has come.</summary>
    public string Carry(HttpContext http, WaitingRequest waiting) => Write(http, new Handle
    {
        ServerId = waiting.Request.Server.Id, BegunAt = waiting.BegunAt, Parameters = waiting.Parameters.All.ToDictionary(), SessionId = waiting.SessionId,
        Ticket = Secrets.New(), Recovered = waiting.Recovered, Here = waiting.ReplyTo.Here, Otherwise = waiting.ReplyTo.Otherwise,
        Interaction = waiting.Request.Interaction,
        Named = waiting.Named, KeepsName = waiting.KeepsName,
        Proven = waiting.Proof is { } proof ? new Handle.Factor(proof.User.Id, proof.Amr, proof.At.ToUnixTimeSeconds(), proof.User.Era, proof.SessionId)
        {
            FactorAt = proof.FactorAt?.ToUnixTimeSeconds(), Remember = proof.Remember, Keeps = proof.Keeps, IdpId = proof.IdpId,
            Since = proof.Since?.ToUnixTimeSeconds(),
        } : null,
    });

    /// <summary>
    /// The request a page's handle stands for, checked anew. Null when it expired, is another browser's, or the app may no
    /// longer make it because it was changed while the person was typing: only the app can begin anew.
    /// </summary>
    public async Task<WaitingRequest?> Resume(HttpContext http, string? handle)
    {
        try
        {
            return await Open(http, handle);
        }
        catch (OAuthException)
        {
            return null;
        }
    }

    private async Task<WaitingRequest?> Open(HttpContext http, string? handle)
    {
        if (browsers.Known(http) is not { } browser || seal.TryOpen(Purpose, handle?.Split(FlowOrigin.Mark)[0], $"{http.Org.Id} {browser}") is not { } text)
            return null;
        var opened = JsonSerializer.Deserialize<Handle>(text)!;
        if (clock.Seconds - opened.BegunAt > Lifetime.TotalSeconds) return null;
        if (await servers.Find(http.Org, opened.ServerId, http.RequestAborted) is not { Active: true } server) return null;

        var parameters = new Parameters(opened.Parameters.Select(p => new KeyValuePair<string, StringValues>(p.Key, p.Value)));
        var home = App.Home(http.Org);
        var app = opened.Here is not null && parameters[Protocol.Parameter.ClientId] == home.Id ? home
            : await RequestedApps.Require(parameters, http.Org, apps, http.RequestAborted);
        if (opened.Interaction && !app.GrantTypes.Contains(GrantType.InteractionCode)) return null;
        http.Wear(app.BrandId);
        var replyTo = opened.Here is { } here ? ReplyTo.Page(app, http.Org, here, opened.Otherwise!) : ReplyTo.For(app, parameters, server);
        return new WaitingRequest
        {
            Request = opened.Here is not null ? AuthorizeRequest.ToSignIn(app, server, replyTo, parameters)
                : opened.Interaction ? AuthorizeRequest.ForInteraction(parameters, app, replyTo, server)
                : AuthorizeRequest.Parse(parameters, app, replyTo, server), Parameters = parameters,
            BegunAt = opened.BegunAt,
            Named = opened.Named, KeepsName = opened.KeepsName,
            SessionId = opened.SessionId, Ticket = opened.Ticket, Recovered = opened.Recovered, Proof = await StillProven(http, opened.Proven),
        };
    }

    /// <summary>Not for a person who may no longer act, of whom everything has ended since (a new password does that, too), or who took too long.</summary>
    private async Task<Proof?> StillProven(HttpContext http, Handle.Factor? proven)
    {
        if (proven is null || clock.Seconds - proven.At > ProofLifetime.TotalSeconds) return null;
        var user = await users.Read(http.Org.Id, proven.UserId, http.RequestAborted);
        if (user is null || AccountGate.RefusalToSignIn(user, clock.Now) is not null || user.Era != proven.Era) return null;
        Language.Choose(http, user[OwnProfile.Language]);
        return new Proof(user, proven.Amr, DateTimeOffset.FromUnixTimeSeconds(proven.At))
        {
            SessionId = proven.SessionId, Remember = proven.Remember, Keeps = proven.Keeps, IdpId = proven.IdpId,
            FactorAt = proven.FactorAt is { } at ? DateTimeOffset.FromUnixTimeSeconds(at) : null,
            Since = proven.Since is { } since ? DateTimeOffset.FromUnixTimeSeconds(since) : null,
        };
    }

    private string Write(HttpContext http, Handle handle)
    {
        var closed = seal.Close(Purpose, JsonSerializer.Serialize(handle, Parameters.Unescaped), $"{http.Org.Id} {browsers.IdOf(http)}");
        var text = $"{closed}{FlowOrigin.Mark}{handle.Parameters[Protocol.Parameter.ClientId]}{FlowOrigin.Mark}{handle.ServerId}";
        return text.Length <= Lengths.Flow ? text : throw AuthorizeRequest.TooLong();
    }

    private sealed record Handle
    {
        public required string ServerId { get; init; }
        public required long BegunAt { get; init; }
        public required Dictionary<string, string> Parameters { get; init; }
        public Factor? Proven { get; init; }
        public string? SessionId { get; init; }
        public string? Ticket { get; init; }
        public string? Recovered { get; init; }
        public string? Named { get; init; }
        public bool KeepsName { get; init; }
        public string? Here { get; init; }
        public string? Otherwise { get; init; }
        /// <summary>It began in an app's own pages, and its code is for them.</summary>
        public bool Interaction { get; init; }

        public sealed record Factor(string UserId, string Amr, long At, long Era, string? SessionId)
        {
            public long? FactorAt { get; init; }
            public bool Remember { get; init; }
            public bool Keeps { get; init; }
            public string? IdpId { get; init; }
            public long? Since { get; init; }
        }
    }
}
