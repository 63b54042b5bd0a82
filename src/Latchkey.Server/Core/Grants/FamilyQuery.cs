namespace Latchkey.Server.Core.Grants;

/// <summary>Which refresh families are asked for; null does not narrow.</summary>
internal sealed record FamilyQuery(string OrgId, string? ServerId, string? ClientId, string? UserId)
{
    /// <summary>What narrows rows that say these four of themselves, after a condition on <c>org_id</c>.</summary>
    public string Narrowing(string table = "") => (ServerId is null ? "" : $" and {table}server_id = @ServerId")
        + (ClientId is null ? "" : $" and {table}client_id = @ClientId") + (UserId is null ? "" : $" and {table}user_id = @UserId");

    public bool Covers(RefreshFamily family) => family.OrgId == OrgId && (ServerId is null || family.ServerId == ServerId)
        && (ClientId is null || family.ClientId == ClientId) && (UserId is null || family.UserId == UserId);
}
