namespace Latchkey.Server.Core.Clients;

/// <summary>An app about to be.</summary>
/// <param name="OrgId">Where.</param>
/// <param name="Draft">What it is to be.</param>
/// <param name="Id">Null: the one it asks for, or a fresh one.</param>
/// <param name="Active">Whether it may be used at once.</param>
/// <param name="RegisteredBy">As <see cref="App.RegisteredBy"/>.</param>
internal sealed record NewApp(string OrgId, AppDraft Draft, string? Id = null, bool Active = true, string? RegisteredBy = null)
{
    /// <summary>As <see cref="App.SystemName"/>.</summary>
    public string? SystemName { get; init; }
}
