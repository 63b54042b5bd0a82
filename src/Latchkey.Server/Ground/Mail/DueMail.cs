namespace Latchkey.Server.Ground.Mail;

public sealed record DueMail
{
    public required string Id { get; init; }
    public required DateTimeOffset NextAttemptAt { get; init; }
}
