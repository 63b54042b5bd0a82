namespace Latchkey.Server.Core.NewOrgs;

/// <summary>What whoever registered is given: where the org is, a token to administer it, and the link that sets the first password.</summary>
internal sealed record Registered(string OrgUrl, string ApiToken, string UpdatePasswordUrl)
{
    public override string ToString() => $"registered {OrgUrl}";
}
