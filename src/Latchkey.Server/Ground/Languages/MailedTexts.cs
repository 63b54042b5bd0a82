namespace Latchkey.Server.Ground.Languages;

/// <summary>The words of what is mailed to who is about to get in.</summary>
public sealed partial record MailedTexts
{
    public required string RecoveryCode { get; init; }
    public required string UnlockSubject { get; init; }
    public required string UnlockText { get; init; }
    public required string UnlockButton { get; init; }
    public required string UnlockMeans { get; init; }
    public required string Unlocked { get; init; }
    public required string SignUpSubject { get; init; }
    public required string SignUpText { get; init; }
    public required string SignUpPassword { get; init; }
    public required string SignUpWrong { get; init; }
    public required string SignUpReady { get; init; }
    public required string LockedOut { get; init; }
    public required string AnswerWrong { get; init; }
    public required string LinkToo { get; init; }
    public required string LinkButton { get; init; }
    public required string LinkTitle { get; init; }
    public required string LinkText { get; init; }
    public required string LinkNumber { get; init; }
    public required string LinkWrong { get; init; }
    public required string LinkWaiting { get; init; }
    public required string LinkCheck { get; init; }
    public required string LinkOpened { get; init; }
    public required string FirstUse { get; init; }
    public required string FirstSent { get; init; }
    public required string FirstPassword { get; init; }
    public required string AdminLocked { get; init; }
    public required string AdminReported { get; init; }
    public required string AdminDeactivated { get; init; }
    public required string AdminWhy { get; init; }
    public required string AdminOpen { get; init; }
}
