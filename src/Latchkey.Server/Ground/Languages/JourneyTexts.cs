namespace Latchkey.Server.Ground.Languages;

/// <summary>The words of the journeys that an org or a person chooses: the name first, an offered factor, a new address, another device.</summary>
public sealed partial record JourneyTexts
{
    public required string NotYou { get; init; }
    public required string RememberName { get; init; }
    public required string RememberedNames { get; init; }
    public required string ForgetNames { get; init; }
    public required string KeepSignedIn { get; init; }

    public required string OfferTitle { get; init; }
    public required string OfferText { get; init; }
    public required string OfferSkip { get; init; }
    public required string OfferLater { get; init; }

    public required string Working { get; init; }
    public required string WorkAgain { get; init; }
    public required string WorkNeedsScript { get; init; }
    public required string WorkSlowly { get; init; }

    public required string ChangeEmail { get; init; }
    public required string EmailNow { get; init; }
    public required string EmailNew { get; init; }
    public required string EmailBoth { get; init; }
    public required string EmailNewAlone { get; init; }
    public required string EmailSame { get; init; }
    public required string CodeSentTo { get; init; }
    public required string EmailCodesWrong { get; init; }
    public required string EmailChanged { get; init; }
    public required string EmailLogin { get; init; }

    public required string NewAddressSubject { get; init; }
    public required string NewAddressText { get; init; }
    public required string OldAddressSubject { get; init; }
    public required string OldAddressText { get; init; }
    public required string AddressIgnore { get; init; }
    public required string AddressChangedSubject { get; init; }
    public required string AddressChangedText { get; init; }

    public required string NotMe { get; init; }
    public required string NotMeMail { get; init; }
    /// <summary>The same of a link that works for a day.</summary>
    public required string NotMeMailDay { get; init; }
    public required string NotMeTitle { get; init; }
    public required string NotMeMeans { get; init; }
    public required string NotMeAddress { get; init; }
    public required string NotMeEnd { get; init; }

    public required string NewDeviceSubject { get; init; }
    public required string NewDeviceText { get; init; }

    public required string PhoneSignIn { get; init; }
    public required string PhoneText { get; init; }
    public required string PhoneQr { get; init; }
    public required string PhoneOpen { get; init; }
    public required string PhoneWaiting { get; init; }
    public required string PhoneCheck { get; init; }
    public required string PhoneOver { get; init; }
    public required string OtherTitle { get; init; }
    public required string OtherText { get; init; }
    public required string OtherNumber { get; init; }
    public required string OtherWrong { get; init; }

    public required string RecoveryTitle { get; init; }
    public required string RecoveryText { get; init; }
    public required string RecoveryOnce { get; init; }
    public required string RecoveryMake { get; init; }
    public required string RecoveryLeft { get; init; }
    public required string RecoveryReplaces { get; init; }
    public required string RecoveryUse { get; init; }
    public required string RecoveryLead { get; init; }
}
