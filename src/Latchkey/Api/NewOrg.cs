using System.Text.Json.Serialization;
using Latchkey.Cli.Settings;

namespace Latchkey.Cli.Api;

/// <param name="OrgUrl">Where it is.</param>
/// <param name="ApiToken">To administer it with.</param>
/// <param name="UpdatePasswordUrl">Where the first password is set.</param>
/// <param name="ActivationEmailSent">False: the server sends no mail. Null: it does not say.</param>
public sealed record NewOrg(string OrgUrl, string ApiToken, string? UpdatePasswordUrl, bool? ActivationEmailSent = null)
{
    public override string ToString() => OrgUrl;        // never the token
}
