using Latchkey.Server.Apps;
using Latchkey.Server.AuthorizationServers;
using Latchkey.Server.Authorize;
using Latchkey.Server.Brands;
using Latchkey.Server.EndSession;
using Latchkey.Server.Languages;
using Latchkey.Server.Orgs;
using Latchkey.Server.Sessions;
using Latchkey.Server.Storage;
using Latchkey.Server.Users;
using Latchkey.Server.Web;

namespace Latchkey.Server.SignIn;

/// <summary>A refusal or a fault, for a person: what happened, what to do, and what to quote.</summary>
public static class ErrorPages
{
    public static Task Show(HttpContext http, int status, string error, string description, string? detail = null) => HostedPages.Error(http, status, error, description, detail).ExecuteAsync(http);
}
