namespace Latchkey.Server.Core.Grants;

/// <summary>Which refresh families are asked for; null does not narrow.</summary>
internal sealed record FamilyQuery(string OrgId, string? ServerId, string? ClientId, string? UserId)
{
    public bool Covers(RefreshFamily family) => family.OrgId == OrgId && (ServerId is null || family.ServerId == ServerId)
        && (ClientId is null || family.ClientId == ClientId) && (UserId is null || family.UserId == UserId);
}
