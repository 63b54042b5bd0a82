namespace Latchkey.Server.Ground.Languages;

/// <summary>The words of the console's pages about mails, languages and well-known files.</summary>
public sealed partial record WordingTexts
{
    public required string Emails { get; init; }
    public required string MailsLead { get; init; }
    public required string Yours { get; init; }
    public required string Ours { get; init; }
    public required string MailLanguage { get; init; }
    public required string Subject { get; init; }
    public required string Body { get; init; }
    public required string BodyHint { get; init; }
    public required string Variables { get; init; }
    public required string ForOthers { get; init; }
    public required string AddLanguage { get; init; }
    public required string ResetMail { get; init; }
    public required string ResetMailMeans { get; init; }
    public required string DeleteWords { get; init; }
    public required string DeleteWordsMeans { get; init; }
    public required string AsText { get; init; }
    public required string SendTest { get; init; }
    public required string SendTestHint { get; init; }
    public required string Recipients { get; init; }
    public required string RecipientsHint { get; init; }
    public required string Everybody { get; init; }
    public required string AdministratorsOnly { get; init; }
    public required string Nobody { get; init; }
    public required string Languages { get; init; }
    public required string LanguagesLead { get; init; }
    public required string DefaultLanguage { get; init; }
    public required string DefaultHint { get; init; }
    public required string Offered { get; init; }
    public required string OfferedHint { get; init; }
    public required string Texts { get; init; }
    public required string TextsLead { get; init; }
    public required string WhichTexts { get; init; }
    public required string OurText { get; init; }
    public required string OwnText { get; init; }
    public required string OwnTextHint { get; init; }
    public required string MarksStay { get; init; }
    public required string HowItReads { get; init; }
    public required string TryText { get; init; }
    public required string UseOurs { get; init; }
    public required string Files { get; init; }
    public required string FilesLead { get; init; }
    public required string AndroidFile { get; init; }
    public required string AppleFile { get; init; }
    public required string WebAuthnFile { get; init; }
    public required string AddedByYou { get; init; }
    public required string OpenFile { get; init; }
}
