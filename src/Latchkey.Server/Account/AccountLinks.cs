using Latchkey.Server.Orgs;
using Latchkey.Server.Storage;
using Latchkey.Server.Users;

namespace Latchkey.Server.Account;

/// <summary>The addresses of one-time links. Built from the org's configured address alone: threats row 9.</summary>
public sealed class AccountLinks(OneTimeLinks links)
{
    /// <summary>Where a person sets their first password. Contract §1.1.</summary>
    public async Task<(string Url, string Token)> Welcome(Writing writing, Org org, User user)
    {
        var token = await links.Issue(writing, user, OneTimeLinks.Welcome, OneTimeLinks.Lifetime);
        return ($"{org.Url}/welcome/{token}", token);
    }

    /// <summary>Where a person sets a new one.</summary>
    public async Task<(string Url, string Token)> ResetPassword(Writing writing, Org org, User user)
    {
        var token = await links.Issue(writing, user, OneTimeLinks.ResetPassword, OneTimeLinks.Lifetime);
        return ($"{org.Url}/reset_password/{token}", token);
    }
}
