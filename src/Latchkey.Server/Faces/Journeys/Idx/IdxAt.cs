using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Idx;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Journeys.Authorization;

namespace Latchkey.Server.Faces.Journeys.Idx;

/// <summary>A sign-in in an app's own pages, as far as it has come.</summary>
/// <param name="Handle">What the app holds.</param>
/// <param name="Transaction">What is kept of it.</param>
/// <param name="Waiting">The request that it is for, with what has been proven.</param>
/// <param name="User">Who it is; null until somebody has said so.</param>
internal sealed record IdxAt(string Handle, IdxTransaction Transaction, WaitingRequest Waiting, User? User)
{
    /// <summary>What somebody has just said they are called, where a rule sends whoever is called so elsewhere. Nothing is looked up by it.</summary>
    public string? Typed { get; init; }

    public App App => Waiting.Request.App;

    public string StateHandle => IdxTransactions.StateHandle(Handle);

    public override string ToString() => "an unfinished sign-in";
}
