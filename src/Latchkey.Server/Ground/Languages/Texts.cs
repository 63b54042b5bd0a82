namespace Latchkey.Server.Ground.Languages;

/// <summary>Every word a person reads on a page or in a mail. One file per language; {0} stands for a name.</summary>
public sealed partial record Texts
{
    // Signing in
    public required string SignIn { get; init; }
    public required string ContinueTo { get; init; }
    public required string Identifier { get; init; }
    public required string Password { get; init; }
    public required string ShowPassword { get; init; }
    public required string HidePassword { get; init; }
    public required string NoMatch { get; init; }
    public required string IdentifierMissing { get; init; }
    public required string PasswordMissing { get; init; }
    public required string TooManyAttempts { get; init; }
    public required string Busy { get; init; }

    // Back to the app
    public required string SignedIn { get; init; }
    public required string NotSignedIn { get; init; }
    public required string SignedOut { get; init; }
    public required string ReturningTo { get; init; }
    public required string ReturnToApp { get; init; }
    public required string ReturnToSee { get; init; }
    public required string CloseWindow { get; init; }
    public required string OneMoment { get; init; }
    public required string Continue { get; init; }
    public required string GoToApp { get; init; }
    public required string GoHome { get; init; }

    // What an app asks for
    public required string Cancel { get; init; }
    public required string ConsentTitle { get; init; }
    public required string ConsentTo { get; init; }
    public required string Allow { get; init; }
    public required string DoNotAllow { get; init; }
    public required string AboutApp { get; init; }
    public required string PrivacyPolicy { get; init; }
    public required string TermsOfService { get; init; }
    /// <summary>The scopes every authorization server has.</summary>
    public required IReadOnlyDictionary<string, ScopeText> Scopes { get; init; }

    // Signing out
    public required string SignOut { get; init; }
    public required string SignOutQuestion { get; init; }
    public required string SignOutMeans { get; init; }
    public required string StaySignedIn { get; init; }
    public required string SignInAgain { get; init; }
    public required string SignedOutOf { get; init; }

    // Somebody else is about to be signed in
    public required string SwitchTitle { get; init; }
    public required string SwitchText { get; init; }
    public required string SwitchWarning { get; init; }
    public required string SwitchTo { get; init; }
    public required string SwitchStay { get; init; }

    // Where a person is signed in
    public required string YourSessions { get; init; }
    public required string Browsers { get; init; }
    public required string AppsThatStay { get; init; }
    public required string NoAppStays { get; init; }
    public required string ThisBrowser { get; init; }
    public required string BrowserOn { get; init; }
    public required string UnknownDevice { get; init; }
    public required string UsedFor { get; init; }
    public required string LastUsed { get; init; }
    public required string SignOutOthers { get; init; }
    public required string SignOutOthersMeans { get; init; }
    public required string SignedOutThere { get; init; }
    public required string Back { get; init; }

    // A person looks after their account
    public required AccountTexts Account { get; init; }
    public required MailedTexts Mailed { get; init; }

    // A first or new password
    public required string Welcome { get; init; }
    public required string ChoosePassword { get; init; }
    public required string ChooseNewPassword { get; init; }
    public required string PasswordFor { get; init; }
    public required string NewPassword { get; init; }
    public required string RepeatPassword { get; init; }
    public required string SetPassword { get; init; }
    public required string RulesTitle { get; init; }
    public required Plural RuleLength { get; init; }
    public required string RuleSymbol { get; init; }
    public required Plural RuleRepeated { get; init; }
    public required string RuleNames { get; init; }
    public required Plural RuleUsed { get; init; }
    /// <summary>{1} is one of the rules above, of which more than one is asked.</summary>
    public required string RuleSeveral { get; init; }
    public required string RuleLower { get; init; }
    public required string RuleUpper { get; init; }
    public required string RuleNumber { get; init; }
    public required string RuleLogin { get; init; }
    public required string RuleTooLong { get; init; }
    public required string RuleCommon { get; init; }
    public required string RuleCharacters { get; init; }
    public required string ForgotPassword { get; init; }
    public required string ForgotPasswordText { get; init; }
    public required string ForgotPasswordSend { get; init; }
    public required string ForgotPasswordSent { get; init; }
    public required string BackToSignIn { get; init; }
    public required string RulesBroken { get; init; }
    public required string PasswordsDiffer { get; init; }
    public required string PasswordHasExpired { get; init; }
    public required string PasswordExpiresOn { get; init; }
    public required string RemindLater { get; init; }
    public required string PasswordIsTheOld { get; init; }
    public required string PasswordIsSet { get; init; }
    public required string PasswordIsSetNext { get; init; }
    public required string LinkUsed { get; init; }
    public required string LinkUsedNext { get; init; }
    public required string LinkExpired { get; init; }
    public required string LinkExpiredNext { get; init; }
    public required string LinkUnknown { get; init; }
    public required string LinkUnknownNext { get; init; }

    // The org's front page
    public required string HomeTitle { get; init; }
    public required string HomeText { get; init; }
    public required string SignedInAs { get; init; }
    public required string Admin { get; init; }
    /// <summary>The Admin Console's.</summary>
    public required ConsoleTexts Console { get; init; }
    public required TryingTexts Trying { get; init; }
    public required InsightTexts Insight { get; init; }
    public required DevicesTexts Devices { get; init; }
    public required OperatingTexts Operating { get; init; }
    public required ImportingTexts Importing { get; init; }
    public required GrantingTexts Granting { get; init; }
    public required DirectoryTexts Directory { get; init; }
    public required ReportTexts Report { get; init; }
    public required HookTexts Hooks { get; init; }
    public required SecurityTexts Security { get; init; }
    public required FindingTexts Finding { get; init; }
    public required FederationTexts Federation { get; init; }
    public required ProviderTexts Provider { get; init; }
    public required RoleTexts Role { get; init; }
    public required PolicyTexts Policy { get; init; }
    public required BrandTexts Branding { get; init; }
    public required WordingTexts Wording { get; init; }
    /// <summary>Of journeys that an org or a person chooses.</summary>
    public required JourneyTexts Journey { get; init; }
    public required SeveralBrandsTexts Several { get; init; }

    // A second factor
    public required string ConfirmItsYou { get; init; }
    public required string RememberDevice { get; init; }
    public required string CodeFromApp { get; init; }
    public required string CodeFromMail { get; init; }
    public required string Code { get; init; }
    public required string Confirm { get; init; }
    public required string CodeWrong { get; init; }
    public required string CodeMissing { get; init; }
    public required string SendNewCode { get; init; }
    public required string CodeSent { get; init; }
    public required string CodeNotSent { get; init; }
    public required string UseMailInstead { get; init; }
    public required string UseAppInstead { get; init; }

    // Setting one up
    public required string EnrollTitle { get; init; }
    public required string EnrollText { get; init; }
    public required string EnrollApp { get; init; }
    public required string EnrollAppText { get; init; }
    public required string EnrollMail { get; init; }
    public required string EnrollMailText { get; init; }
    public required string AppTitle { get; init; }
    public required string AppReplaces { get; init; }
    public required string AppScan { get; init; }
    public required string AppQr { get; init; }
    public required string AppByHand { get; init; }
    public required string AppOpen { get; init; }
    public required string AppThenCode { get; init; }
    public required string EnrollRequired { get; init; }

    // Passkeys
    public required string Passkey { get; init; }
    public required string SignInWithPasskey { get; init; }
    public required string UsePasskey { get; init; }
    public required string UsePasskeyInstead { get; init; }
    public required string PasskeyLead { get; init; }
    public required string PasskeyPassword { get; init; }
    public required string PasskeyNotUsed { get; init; }
    public required string PasskeyWrong { get; init; }
    public required string PasskeyNeedsScript { get; init; }
    public required string PasskeyImpossible { get; init; }
    public required string EnrollPasskeyText { get; init; }
    public required string PasskeyTitle { get; init; }
    public required string PasskeyMeans { get; init; }
    public required string PasskeyName { get; init; }
    public required string PasskeyMake { get; init; }
    public required string PasskeyNotMade { get; init; }
    public required string PasskeyNotTaken { get; init; }
    public required string PasskeyHeld { get; init; }
    public required string YourPasskeys { get; init; }
    public required string YourPasskeysText { get; init; }
    public required string NoPasskeys { get; init; }
    public required string PasskeyAdd { get; init; }
    public required string PasskeyAdded { get; init; }
    public required string PasskeyRename { get; init; }
    public required string PasskeyRemove { get; init; }
    public required string PasskeyDone { get; init; }
    public required string NeverUsed { get; init; }

    // Signing up
    public required string CreateAccount { get; init; }
    public required string HaveAccount { get; init; }
    public required string NoAccountYet { get; init; }
    public required string FirstName { get; init; }
    public required string LastName { get; init; }
    public required string Email { get; init; }
    public required string NamesMissing { get; init; }
    public required string EmailInvalid { get; init; }
    public required string EmailUnreachable { get; init; }
    public required string CheckMail { get; init; }
    public required string CheckMailText { get; init; }
    public required string StartAgain { get; init; }

    // Mail with codes
    public required string CodeSubject { get; init; }
    public required string CodeText { get; init; }
    public required string CodeOnce { get; init; }
    public required string CodeIgnore { get; init; }
    public required string SignUpSubject { get; init; }
    public required string SignUpText { get; init; }
    public required string PasswordChangedSubject { get; init; }
    public required string PasswordChangedText { get; init; }
    public required string FactorAddedSubject { get; init; }
    public required string FactorAddedText { get; init; }
    public required string FactorRemovedSubject { get; init; }
    public required string FactorRemovedText { get; init; }
    public required string NoticeIgnore { get; init; }
    public required string AccountExistsSubject { get; init; }
    public required string AccountExistsText { get; init; }

    // Answering for another device or app
    public required string ActivateTitle { get; init; }
    public required string ActivateText { get; init; }
    public required string ActivateCode { get; init; }
    public required string ActivateUnknown { get; init; }
    public required string ApproveTitle { get; init; }
    public required string ApproveDevice { get; init; }
    public required string ApproveRequest { get; init; }
    public required string ApproveCompare { get; init; }
    public required string ApproveFrom { get; init; }
    public required string ApproveWhen { get; init; }
    public required string ApproveDeviceWarning { get; init; }
    public required string ApproveWarning { get; init; }
    public required string Approve { get; init; }
    public required string Refuse { get; init; }
    public required string ApprovedTitle { get; init; }
    public required string ApprovedText { get; init; }
    public required string RefusedTitle { get; init; }
    public required string RefusedText { get; init; }
    public required string ApprovalsTitle { get; init; }
    public required string ApprovalsNone { get; init; }
    public required string ApprovalSubject { get; init; }
    public required string ApprovalText { get; init; }
    public required string ApprovalButton { get; init; }
    public required string ApprovalUntil { get; init; }
    public required string ApprovalIgnore { get; init; }

    // When something is wrong: what, and what to do
    public required Said BadRequest { get; init; }
    public required Said Forbidden { get; init; }
    public required Said NotFound { get; init; }
    public required Said WrongMethod { get; init; }
    public required Said SignInExpired { get; init; }
    public required Said TooManyRequests { get; init; }
    public required Said Broken { get; init; }
    public required Said Unavailable { get; init; }
    public required string RequestId { get; init; }
    public required string ForDevelopers { get; init; }
    public required string PoweredBy { get; init; }

    // Mail
    public required string ActivationSubject { get; init; }
    public required string MailGreeting { get; init; }
    public required string ActivationText { get; init; }
    public required string ActivationButton { get; init; }
    public required string ResetSubject { get; init; }
    public required string ResetText { get; init; }
    public required string ForgottenText { get; init; }
    public required string ResetButton { get; init; }
    public required string MailLinkOnce { get; init; }
    public required string MailIgnore { get; init; }

    /// <summary>What happened, why, and what the person can do next.</summary>
    public sealed record Said(string Title, string Message, string Next);
}
