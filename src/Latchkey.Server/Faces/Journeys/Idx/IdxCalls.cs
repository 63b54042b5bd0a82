using System.Text.Json;
using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Federation;
using Latchkey.Server.Core.Idx;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Requests;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;
using Microsoft.Extensions.Primitives;

namespace Latchkey.Server.Faces.Journeys.Idx;

/// <summary>Finds what a call is about: by the interaction handle at first, and from then on by the state handle. Contract §4.</summary>
internal sealed class IdxCalls(
    IdxTransactions transactions, AuthorizationServers servers, Apps apps, Users users, PendingSignIns pending, Seal seal, TimeProvider clock)
{
    private const string Away = "idx-away";

    /// <summary>
    /// Where a browser goes that is to sign in with another provider. What the address holds is no handle: whoever reads it can send a browser there, and
    /// that browser alone gets what comes of it, by a redirect to the app.
    /// </summary>
    public string AddressOf(Org org, IdxAt at, IdentityProvider provider) =>
        SignInProviders.AddressFor(org, provider.Id, seal.Close(Away, at.Transaction.Hash, org.Id));

    /// <summary>The request that such an address is for, as it began; null: it is over.</summary>
    public async Task<WaitingRequest?> SentAway(HttpContext http, string reference) =>
        seal.TryOpen(Away, reference, http.Org.Id) is { } hash
        && await transactions.Read(http.Org.Id, hash, http.RequestAborted) is { UserId: null } transaction ? await Waits(http, transaction) : null;

    /// <summary>The first call, and any that asks how it stands.</summary>
    public async Task<IdxAt> Introspected(HttpContext http)
    {
        var body = await ApiJson.RequireBody(http);
        if (body.Text("interactionHandle") is { } handle) return await Known(http, handle);
        return await Known(http, IdxTransactions.HandleOf(body.Text("stateHandle") ?? body.Text("stateToken") ?? ""));
    }

    public async Task<(IdxAt At, JsonObject Body)> Require(HttpContext http)
    {
        var body = await ApiJson.RequireBody(http);
        var at = await Known(http, IdxTransactions.HandleOf(body.Text("stateHandle") ?? ""));
        return at.Transaction.SessionId is null ? (at, body) : throw IdxProblem.Expired();
    }

    /// <summary>By the state handle in an address; null where nothing is left of it.</summary>
    public async Task<IdxAt?> TryFind(HttpContext http, string stateToken)
    {
        try { return await Find(http, IdxTransactions.HandleOf(stateToken) ?? ""); }
        catch (IdxProblem) { return null; }
    }

    /// <summary>What is refused from here on is refused in its document.</summary>
    private async Task<IdxAt> Known(HttpContext http, string? handle)
    {
        var at = await Find(http, handle ?? "");
        http.Features.Set(at);
        return at;
    }

    /// <exception cref="IdxProblem">It is over, or the app may no longer make the request: only the app can begin anew.</exception>
    private async Task<IdxAt> Find(HttpContext http, string handle)
    {
        if (await transactions.Find(http.Org.Id, handle, http.RequestAborted) is not { } transaction || await Waits(http, transaction) is not { } waiting)
            throw IdxProblem.Expired();
        if (transaction.UserId is null) return new(handle, transaction, waiting, null);

        // Not for a person who may no longer act, of whom everything has ended since (a new password does that, too), or who took too long.
        var user = await users.Read(http.Org.Id, transaction.UserId, http.RequestAborted);
        if (user is null || user.Era != transaction.Era) throw IdxProblem.Expired();
        if (clock.Now - transaction.ProvenAt > PendingSignIns.ProofLifetime) throw IdxProblem.Expired();
        if (transaction.NewPassword)
            return user.Status is UserStatus.Suspended or UserStatus.Deprovisioned or UserStatus.Staged
                || (transaction.EndsSoon && AccountGate.RefusalToSignIn(user, clock.Now) is not null) ? throw IdxProblem.Expired()
                : new(handle, transaction, waiting, user);
        if (AccountGate.RefusalToSignIn(user, clock.Now) is not null) throw IdxProblem.Expired();
        var proof = new Proof(user, transaction.Amr, transaction.ProvenAt!.Value)
        {
            FactorAt = transaction.FactorAt, Remember = transaction.Remember, Skipped = transaction.Skipped,
        };
        return new(handle, transaction, waiting with { Proof = proof }, user);
    }

    /// <summary>Checked anew at each step.</summary>
    private async Task<WaitingRequest?> Waits(HttpContext http, IdxTransaction transaction)
    {
        // Made for one browser, in no other is it anything: whoever sends its page to somebody gains nothing by what they type (threats row 3).
        if (transaction.Flow is { } flow) return await pending.Resume(http, flow) is { } resumed ? resumed with { Proof = null } : null;
        if (await servers.Find(http.Org, transaction.ServerId, http.RequestAborted) is not { Active: true } server) return null;
        var kept = JsonSerializer.Deserialize<Dictionary<string, string>>(transaction.Parameters)!;
        var parameters = new Parameters(kept.Select(one => new KeyValuePair<string, StringValues>(one.Key, one.Value)));
        try
        {
            var app = await RequestedApps.Require(parameters, http.Org, apps, http.RequestAborted);
            if (!app.GrantTypes.Contains(GrantType.InteractionCode)) return null;
            http.Wear(app.BrandId);
            return new()
            {
                Request = AuthorizeRequest.ForInteraction(parameters, app, ReplyTo.For(app, parameters, server), server), Parameters = parameters,
                BegunAt = transaction.CreatedAt.ToUnixTimeSeconds(),
            };
        }
        catch (OAuthException)
        {
            return null;
        }
    }
}
