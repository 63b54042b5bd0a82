using System.Security.Cryptography;
using Latchkey.Server.Apps;
using Latchkey.Server.AuthorizationServers;
using Latchkey.Server.Sessions;
using Latchkey.Server.Storage;
using Latchkey.Server.Web;

namespace Latchkey.Server.Decoupled;

/// <summary>What goes back to the app that asked.</summary>
public sealed record NewDecoupledRequest(string Id, string Code, string? UserCode)
{
    public override string ToString() => $"decoupled request {Id}";
}
