namespace Latchkey.Server.Core.Clients;

/// <param name="OrgId">Whose.</param>
/// <param name="Enrollment">By who makes an account, and not by getting in.</param>
/// <param name="PolicyId">Null: the apps that name none.</param>
/// <param name="Seen">Those that whoever asks sees, by id; null: every one.</param>
internal sealed record PolicyUse(string OrgId, bool Enrollment, string? PolicyId, IReadOnlySet<string>? Seen);
