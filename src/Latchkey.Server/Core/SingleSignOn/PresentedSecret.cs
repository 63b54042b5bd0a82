namespace Latchkey.Server.Core.SingleSignOn;

/// <param name="Token">The secret.</param>
/// <param name="Planted">It may be: a browser sent it by a name that other hosts can set.</param>
internal readonly record struct PresentedSecret(string Token, bool Planted)
{
    public override string ToString() => "session secret";
}
