using Latchkey.Server.Orgs;
using Latchkey.Server.Web;

namespace Latchkey.Server.Sessions;

/// <param name="Token">The secret.</param>
/// <param name="Planted">It may be: a browser sent it by a name that other hosts can set.</param>
public readonly record struct PresentedSecret(string Token, bool Planted)
{
    public override string ToString() => "session secret";
}
