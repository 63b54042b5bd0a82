namespace Latchkey.Server.Faces.Journeys.Approval;

public sealed record WaitingApproval(string AppLabel, string? BindingMessage, string Url, DateTimeOffset AskedAt);
