namespace Latchkey.Server.Ground.Languages;

/// <summary>The words of the account page, and of the mails that tell of what was done there.</summary>
public sealed partial record AccountTexts
{
    public required string Title { get; init; }
    public required string Profile { get; init; }
    public required string Name { get; init; }
    public required string Authenticators { get; init; }
    public required string Apps { get; init; }
    public required string OwnApps { get; init; }
    public required string OpenApp { get; init; }
    public required string Activity { get; init; }
    public required string Data { get; init; }

    public required string DisplayName { get; init; }
    public required string NickName { get; init; }
    public required string MobilePhone { get; init; }
    public required string Language { get; init; }
    public required string LanguageOfBrowser { get; init; }
    public required string ProfileOfOrg { get; init; }
    public required string ProfileInvalid { get; init; }
    public required string Save { get; init; }
    public required string Saved { get; init; }

    public required string ChangePassword { get; init; }
    public required string LastChanged { get; init; }
    public required string OldPassword { get; init; }
    public required string PasswordTooSoon { get; init; }
    public required string PasswordNotYours { get; init; }
    public required string OldPasswordWrong { get; init; }
    public required string PasswordMeans { get; init; }
    public required string PasswordChanged { get; init; }

    public required string PasswordAlone { get; init; }
    public required string Added { get; init; }
    public required string Change { get; init; }
    public required string Remove { get; init; }
    public required string RemoveMeans { get; init; }
    public required string Removed { get; init; }
    public required string SetUp { get; init; }
    public required string IsSetUp { get; init; }
    public required string NameInvalid { get; init; }

    public required string NoApps { get; init; }
    public required string RemoveAccess { get; init; }
    public required string AccessRemoved { get; init; }

    public required string NoActivity { get; init; }
    public required string Refused { get; init; }
    public required string ActivityHelp { get; init; }

    public required string DataText { get; init; }
    public required string Download { get; init; }
    public required string Delete { get; init; }
    public required string DeleteTitle { get; init; }
    public required string DeleteText { get; init; }
    public required string DeleteType { get; init; }
    public required string DeleteMismatch { get; init; }
    public required string DeleteForGood { get; init; }
    public required string Deleted { get; init; }
    public required string DeletedText { get; init; }

    public required string DeletedSubject { get; init; }
    public required string DeletedMail { get; init; }
}
