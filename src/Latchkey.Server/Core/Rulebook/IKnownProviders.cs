namespace Latchkey.Server.Core.Rulebook;

/// <summary>Which identity providers an org has: a rule may name one.</summary>
internal interface IKnownProviders
{
    /// <summary>Its kind; null: there is none by that id.</summary>
    ValueTask<string?> TypeOf(string orgId, string id, CancellationToken ct);
}
