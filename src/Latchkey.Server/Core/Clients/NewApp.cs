namespace Latchkey.Server.Core.Clients;

/// <summary>An app about to be.</summary>
/// <param name="OrgId">Where.</param>
/// <param name="Settings">What <see cref="AppDocument"/> made of the request.</param>
/// <param name="Id">Null: a fresh one.</param>
/// <param name="Active">Whether it may be used at once.</param>
/// <param name="RegisteredBy">As <see cref="App.RegisteredBy"/>.</param>
public sealed record NewApp(string OrgId, AppSettings Settings, string? Id = null, bool Active = true, string? RegisteredBy = null);
