using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.People;

namespace Latchkey.Server.Faces.MyAccount;

/// <summary>Whose account it is, and by which app they look after it.</summary>
internal sealed record MyAccountCaller(User User, App App, TokenInForce Token, Doing Doing)
{
    public override string ToString() => $"{User.Id} by {App.Id}";
}
