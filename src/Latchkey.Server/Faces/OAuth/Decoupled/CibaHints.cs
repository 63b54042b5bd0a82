using Latchkey.Protocol;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Tokens;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.OAuth.Decoupled;

/// <summary>Whom an app wants to be asked. CIBA Core §7.1.</summary>
internal sealed class CibaHints(Users users, IdTokenHints hints)
{
    public async Task<User> Require(HttpContext http, Parameters form)
    {
        var ct = http.RequestAborted;
        var (login, token) = (form[Parameter.LoginHint], form[Parameter.IdTokenHint]);
        if (form.Has("login_hint_token") || login is null == token is null)
            throw OAuthException.InvalidRequest("The request must contain exactly one of 'login_hint' and 'id_token_hint'.");
        var user = login is not null ? await users.FindByLogin(http.Org.Id, login, ct)
            : await hints.Read(token!, http.Org, ct) is { } hint ? await users.Find(http.Org.Id, hint.UserId, ct)
            : throw OAuthException.InvalidRequest("The 'id_token_hint' parameter is not an ID token of this authorization server.");
        return user ?? throw OAuthException.Of("unknown_user_id", "The user of the hint is unknown.");
    }
}
