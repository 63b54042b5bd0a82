namespace Latchkey.Server.Ground.Languages;

/// <summary>The words of Settings: the org, and the server that it is on.</summary>
public sealed partial record OperatingTexts
{
    // Settings
    public required string Settings { get; init; }
    public required string General { get; init; }
    public required string GeneralLead { get; init; }
    public required string Organization { get; init; }
    public required string Website { get; init; }
    public required string Phone { get; init; }
    public required string SupportPage { get; init; }
    public required string SupportPhone { get; init; }
    public required string Address { get; init; }
    public required string AddressMore { get; init; }
    public required string City { get; init; }
    public required string State { get; init; }
    public required string Country { get; init; }
    public required string PostalCode { get; init; }
    public required string Contacts { get; init; }
    public required string ContactsMean { get; init; }
    public required string TechnicalContact { get; init; }
    public required string BillingContact { get; init; }

    // Preferences
    public required string Preferences { get; init; }
    public required string PreferencesLead { get; init; }
    public required string SelfService { get; init; }
    public required string MaySignUp { get; init; }
    public required string MaySignUpMeans { get; init; }
    public required string MayRecover { get; init; }
    public required string MayRecoverMeans { get; init; }
    public required string StaySignedIn { get; init; }
    public required string StaySignedInMeans { get; init; }
    public required string MayDelete { get; init; }
    public required string MayDeleteMeans { get; init; }
    public required string OwnProfile { get; init; }
    public required string ClientRegistration { get; init; }
    public required string ClientRegistrationMeans { get; init; }
    public required string Open { get; init; }
    public required string Closed { get; init; }
    public required string OpenIt { get; init; }
    public required string CloseIt { get; init; }

    // Mail
    public required string MailServer { get; init; }
    public required string MailLead { get; init; }
    public required string Host { get; init; }
    public required string NoMailServer { get; init; }
    public required string Encryption { get; init; }
    public required string Sender { get; init; }
    public required string MailIsOperators { get; init; }
    public required string SendTest { get; init; }
    public required string SendTestMeans { get; init; }
    public required string TestSent { get; init; }
    public required string TestFailed { get; init; }
    public required string TestSubject { get; init; }
    public required string TestText { get; init; }
    public required string DevMailbox { get; init; }

    // Keys
    public required string Keys { get; init; }
    public required string KeysLead { get; init; }
    public required string OrgServer { get; init; }
    public required string Rotate { get; init; }
    public required string RotateNamed { get; init; }
    public required string RotateMeans { get; init; }
    public required string KeyId { get; init; }
    public required string Signs { get; init; }
    public required string SignsNext { get; init; }
    public required string Retired { get; init; }
    public required string Since { get; init; }
    public required string BelievedUntil { get; init; }
    public required string Withdraw { get; init; }
    public required string WithdrawNamed { get; init; }
    public required string WithdrawMeans { get; init; }

    // Backup
    public required string Backup { get; init; }
    public required string BackupLead { get; init; }
    public required string Backups { get; init; }
    public required string BackUpNow { get; init; }
    public required string NoBackups { get; init; }
    public required string NoBackupsMeans { get; init; }
    public required string Size { get; init; }
    public required string FoundWhole { get; init; }
    public required string BackupWhere { get; init; }
    public required string BackupKey { get; init; }
    public required string BackupPostgres { get; init; }
    public required string BackupElsewhere { get; init; }

    // Health
    public required string Health { get; init; }
    public required string HealthLead { get; init; }
    public required string OrgHealthLead { get; init; }
    public required string Tables { get; init; }
    public required string TablesDiffer { get; init; }
    public required string MasterKey { get; init; }
    public required string MasterKeyNext { get; init; }
    public required string Clock { get; init; }
    public required string ClockNext { get; init; }
    public required string Reached { get; init; }
    public required string NotReached { get; init; }
    public required string WellKnownFiles { get; init; }
    public required string WellKnownNext { get; init; }
    public required string IsGood { get; init; }
    public required string IsWarning { get; init; }
    public required string IsBad { get; init; }
    public required string LookAgain { get; init; }
    public required string TheDatabase { get; init; }
    public required string DiskSpace { get; init; }
    public required string PublicAddress { get; init; }
    public required string LateMail { get; init; }
    public required string OldestKey { get; init; }
    public required string LastBackup { get; init; }
    public required string DatabaseSlow { get; init; }
    public required string DiskFull { get; init; }
    public required string NoHttps { get; init; }
    public required string LateMailMeans { get; init; }
    public required string LogBehind { get; init; }
    public required string KeysOld { get; init; }
    public required string BackupOld { get; init; }

    // Rate limits
    public required string RateLimits { get; init; }
    public required string LimitsLead { get; init; }
    public required string WhatIsLimited { get; init; }
    public required string PerMinute { get; init; }
    public required string LimitsHeaders { get; init; }
    public required string LimitPages { get; init; }
    public required string LimitPasswords { get; init; }
    public required string LimitSignUps { get; init; }
    public required string LimitUserCodes { get; init; }
    public required string LimitTokens { get; init; }
    public required string LimitApi { get; init; }
    public required string LimitDiscovery { get; init; }
    public required string LimitRegistration { get; init; }
    public required string LimitClients { get; init; }

    // About
    public required string About { get; init; }
    public required string AboutLead { get; init; }
    public required string Version { get; init; }
    public required string RunsSince { get; init; }
    public required string Runtime { get; init; }
    public required string OperatingSystem { get; init; }
    public required string Update { get; init; }
    public required string UpdateFirst { get; init; }
    public required string UpdateFirstMeans { get; init; }
    public required string UpdateSecond { get; init; }
    public required string UpdateSecondMeans { get; init; }
    public required string UpdateThird { get; init; }
    public required string UpdateThirdMeans { get; init; }
    public required string AsksNobody { get; init; }
}
