namespace Latchkey.Server.Ground.Languages;

/// <summary>
/// Every word of the Admin Console. In English those that guides name are the guides' own (contract §8.6). One file per language; {0} stands for a name.
/// </summary>
public sealed partial record ConsoleTexts
{
    // Around every page
    public required string AdminConsole { get; init; }
    public required string Menu { get; init; }
    public required string SkipToContent { get; init; }
    public required string WhereYouAre { get; init; }
    public required string ToStartPage { get; init; }
    public required string ToConsole { get; init; }
    public required string Copy { get; init; }
    public required string Copied { get; init; }
    public required string Pages { get; init; }
    public required string FirstPage { get; init; }
    public required string NextPage { get; init; }
    public required string Next { get; init; }
    public required string Save { get; init; }
    public required string Edit { get; init; }
    public required string Delete { get; init; }
    public required string Remove { get; init; }
    public required string Activate { get; init; }
    public required string Deactivate { get; init; }
    public required string Active { get; init; }
    public required string Inactive { get; init; }
    public required string Search { get; init; }
    public required string Name { get; init; }
    public required string Status { get; init; }
    public required string Created { get; init; }
    public required string Actions { get; init; }
    public required string Any { get; init; }
    public required string ShowAll { get; init; }
    public required string NothingFound { get; init; }
    public required string NothingFoundNext { get; init; }
    public required string NothingSet { get; init; }
    public required string Optional { get; init; }
    public required string Required { get; init; }
    public required string NotRequired { get; init; }
    public required string NotSaved { get; init; }
    public required string Overtaken { get; init; }
    public required string OvertakenNext { get; init; }
    public required string TypeToConfirm { get; init; }
    public required string NameDiffers { get; init; }
    public required string ShownOnce { get; init; }

    // Where one can go
    public required string Home { get; init; }
    public required string Applications { get; init; }
    public required string Directory { get; init; }
    public required string People { get; init; }
    public required string Groups { get; init; }
    public required string Group { get; init; }

    // The first page
    public required string HomeTitle { get; init; }
    public required string HomeLead { get; init; }
    public required string FirstSteps { get; init; }
    public required string FirstApp { get; init; }
    public required string FirstAppText { get; init; }
    public required string OrgFacts { get; init; }
    public required string Issuer { get; init; }

    // Applications: the list
    public required string ApplicationsLead { get; init; }
    public required string CreateAppIntegration { get; init; }
    public required string SearchApps { get; init; }
    public required string NoApps { get; init; }
    public required string ClientId { get; init; }

    // Applications: a new one
    public required string CreateAppIntegrationTitle { get; init; }
    public required string SignInMethod { get; init; }
    public required string OidcMeans { get; init; }
    public required string ApplicationType { get; init; }
    public required string ApplicationTypeWarning { get; init; }
    public required string ApplicationTypeStays { get; init; }
    public required string NativeApplication { get; init; }
    public required string NativeApplicationMeans { get; init; }
    public required string SinglePageApplication { get; init; }
    public required string SinglePageApplicationMeans { get; init; }
    public required string WebApplication { get; init; }
    public required string WebApplicationMeans { get; init; }
    public required string ApiServices { get; init; }
    public required string ApiServicesMeans { get; init; }
    public required string Bookmark { get; init; }
    public required string BookmarkMeans { get; init; }
    public required string BookmarkAddress { get; init; }
    public required string BookmarkAddressHint { get; init; }
    public required string NewIntegration { get; init; }
    public required string AppIntegrationName { get; init; }
    public required string AppIntegrationNameHint { get; init; }
    public required string GrantType { get; init; }
    public required string Advanced { get; init; }
    public required string AuthorizationCodeMeans { get; init; }
    public required string RefreshTokenMeans { get; init; }
    public required string ClientCredentialsMeans { get; init; }
    public required string ImplicitMeans { get; init; }
    public required string PasswordMeans { get; init; }
    public required string DeviceMeans { get; init; }
    public required string TokenExchangeMeans { get; init; }
    public required string JwtBearerMeans { get; init; }
    public required string CibaMeans { get; init; }
    public required string SignInRedirectUris { get; init; }
    public required string SignInRedirectUrisNative { get; init; }
    public required string SignInRedirectUrisWeb { get; init; }
    public required string SignOutRedirectUris { get; init; }
    public required string SignOutRedirectUrisHint { get; init; }
    public required string ControlledAccess { get; init; }
    public required string AllowEveryone { get; init; }
    public required string AllowEveryoneMeans { get; init; }
    public required string LimitToGroups { get; init; }
    public required string LimitToGroupsMeans { get; init; }
    public required string SkipAssignment { get; init; }
    public required string SkipAssignmentMeans { get; init; }
    public required string SkipLinkMeans { get; init; }
    public required string SelectedGroups { get; init; }
    public required string OtherGroups { get; init; }
    public required string OtherGroupsHint { get; init; }

    // Applications: one of them
    public required string PagesOfApp { get; init; }
    public required string General { get; init; }
    public required string Assignments { get; init; }
    public required string QuickStart { get; init; }
    public required string ClientCredentials { get; init; }
    public required string GeneralSettings { get; init; }
    public required string Logout { get; init; }
    public required string About { get; init; }
    public required string ClientAuthentication { get; init; }
    public required string ProofNone { get; init; }
    public required string ProofNoneMeans { get; init; }
    public required string ProofBasic { get; init; }
    public required string ProofBasicMeans { get; init; }
    public required string ProofPost { get; init; }
    public required string ProofPostMeans { get; init; }
    public required string ProofPrivateKey { get; init; }
    public required string ProofPrivateKeyMeans { get; init; }
    public required string ProofSecretJwt { get; init; }
    public required string ProofSecretJwtMeans { get; init; }
    public required string RequirePkce { get; init; }
    public required string RequirePkceMeans { get; init; }
    public required string PublicKeys { get; init; }
    public required string PublicKeysHint { get; init; }
    public required string PublicKeysUrl { get; init; }
    public required string PublicKeysUrlHint { get; init; }
    public required string KeptHere { get; init; }
    public required string ProofOfPossession { get; init; }
    public required string RequireDpop { get; init; }
    public required string RequireDpopMeans { get; init; }
    public required string DpopRequired { get; init; }
    public required string RefreshTokenBehavior { get; init; }
    public required string Rotate { get; init; }
    public required string RotateMeans { get; init; }
    public required string Persistent { get; init; }
    public required string PersistentMeans { get; init; }
    public required string GracePeriod { get; init; }
    public required string GracePeriodHint { get; init; }
    public required string GraceOf { get; init; }
    public required string InitiateLoginUri { get; init; }
    public required string InitiateLoginUriHint { get; init; }
    public required string BackchannelLogoutUri { get; init; }
    public required string BackchannelLogoutHint { get; init; }
    public required string FrontchannelLogoutUri { get; init; }
    public required string FrontchannelLogoutHint { get; init; }
    public required string IncludeSession { get; init; }
    public required string AppHomePage { get; init; }
    public required string AppLogo { get; init; }
    public required string AppPolicy { get; init; }
    public required string AppTerms { get; init; }
    public required string UserConsent { get; init; }
    public required string RequireConsent { get; init; }
    public required string RequireConsentMeans { get; init; }
    public required string ClientSecrets { get; init; }
    public required string ClientSecretsMeans { get; init; }
    public required string ShowSecrets { get; init; }
    public required string NewSecret { get; init; }
    public required string Secret { get; init; }
    public required string NoSecrets { get; init; }
    public required string NoSecretsMeans { get; init; }
    public required string Undo { get; init; }
    public required string CannotUndo { get; init; }
    public required string AsCall { get; init; }
    public required string AsCallMeans { get; init; }
    public required string CopyAsCli { get; init; }
    public required string CopyAsApi { get; init; }
    public required string Lifecycle { get; init; }
    public required string DeactivateApp { get; init; }
    public required string DeactivateMeans { get; init; }
    public required string DeactivateLinkMeans { get; init; }
    public required string DeleteApp { get; init; }
    public required string DeleteMeans { get; init; }
    public required string DeleteLinkMeans { get; init; }
    public required string StillActive { get; init; }

    // Applications: who may use one
    public required string Assign { get; init; }
    public required string PersonOrGroup { get; init; }
    public required string EveryoneMayUse { get; init; }
    public required string NobodyMayUse { get; init; }
    public required string NoGroupsAssigned { get; init; }
    public required string NoPeopleAssigned { get; init; }

    // Applications: how to begin
    public required string Values { get; init; }
    public required string Platforms { get; init; }
    public required string SecretElsewhere { get; init; }
    public required string NoRefreshYet { get; init; }

    // When something is wrong
    public required Texts.Said NotAllowed { get; init; }
    public required Texts.Said ForeignForm { get; init; }
    public required Texts.Said NotDoneYet { get; init; }
    public required string NotDoneStillHere { get; init; }
    public required string SecretsTypedAnew { get; init; }
    public required Texts.Said SignInExpired { get; init; }
    public required Texts.Said SignInRefused { get; init; }
    public required Texts.Said NothingThere { get; init; }

    /// <summary>What has just been done, by the word that the address says it with.</summary>
    public required IReadOnlyDictionary<string, string> Done { get; init; }

    /// <summary>Null for a word that nothing here says.</summary>
    public string? DoneText(string word) => Done.GetValueOrDefault(word);
}
