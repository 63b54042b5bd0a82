using System.Reflection;

namespace Latchkey.Server.Ground.Languages;

/// <summary>
/// The texts of our pages that an org may say in words of its own, by name: those of signing in, of the account and of journeys. Mails have templates, the
/// console speaks as we do.
/// </summary>
internal static class PageTexts
{
    /// <summary>Not on a page, or not the org's to say.</summary>
    private static readonly HashSet<string> Kept =
    [
        nameof(Texts.PoweredBy), nameof(Texts.Admin),
        nameof(Texts.CodeSubject), nameof(Texts.CodeText), nameof(Texts.CodeOnce), nameof(Texts.CodeIgnore), nameof(Texts.SignUpSubject),
        nameof(Texts.SignUpText), nameof(Texts.PasswordChangedSubject), nameof(Texts.PasswordChangedText), nameof(Texts.FactorAddedSubject),
        nameof(Texts.FactorAddedText), nameof(Texts.FactorRemovedSubject), nameof(Texts.FactorRemovedText), nameof(Texts.NoticeIgnore),
        nameof(Texts.AccountExistsSubject), nameof(Texts.AccountExistsText), nameof(Texts.ApprovalSubject), nameof(Texts.ApprovalText),
        nameof(Texts.ApprovalButton), nameof(Texts.ApprovalUntil), nameof(Texts.ApprovalIgnore), nameof(Texts.ActivationSubject),
        nameof(Texts.MailGreeting), nameof(Texts.ActivationText), nameof(Texts.ActivationButton), nameof(Texts.ResetSubject), nameof(Texts.ResetText),
        nameof(Texts.ForgottenText), nameof(Texts.ResetButton), nameof(Texts.MailLinkOnce), nameof(Texts.MailIgnore),
        nameof(JourneyTexts.NewAddressSubject), nameof(JourneyTexts.NewAddressText), nameof(JourneyTexts.OldAddressSubject),
        nameof(JourneyTexts.OldAddressText), nameof(JourneyTexts.AddressIgnore), nameof(JourneyTexts.AddressChangedSubject),
        nameof(JourneyTexts.AddressChangedText), nameof(JourneyTexts.NotMeMail), nameof(JourneyTexts.NotMeMailDay), nameof(JourneyTexts.NewDeviceSubject),
        nameof(JourneyTexts.NewDeviceText),
    ];

    /// <summary>In the order in which people meet them.</summary>
    public static readonly IReadOnlyList<PageText> All =
    [
        .. Of<Texts>("", texts => texts), .. Refusals(),
        .. Of<JourneyTexts>("Journey.", texts => texts.Journey), .. Of<AccountTexts>("Account.", texts => texts.Account),
    ];

    private static readonly Dictionary<string, PageText> ByName = All.ToDictionary(text => text.Name, StringComparer.Ordinal);

    public static PageText? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>With these in the place of ours. What we have no such text for any more is left out.</summary>
    public static Texts With(Texts ours, IEnumerable<KeyValuePair<string, string>> said)
    {
        var copy = ours with { Journey = ours.Journey with { }, Account = ours.Account with { } };
        foreach (var (name, text) in said) Find(name)?.Put(copy, text);
        return copy;
    }

    private static IEnumerable<PageText> Of<T>(string prefix, Func<Texts, T> room) =>
        from property in typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where property.PropertyType == typeof(string) && !Kept.Contains(property.Name)
        orderby property.MetadataToken
        select new PageText(prefix + property.Name, texts => (string)property.GetValue(room(texts))!, (texts, text) => property.SetValue(room(texts), text));

    private static IEnumerable<PageText> Refusals() =>
        from property in typeof(Texts).GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where property.PropertyType == typeof(Texts.Said)
        orderby property.MetadataToken
        from part in typeof(Texts.Said).GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where part.PropertyType == typeof(string)
        orderby property.MetadataToken, part.MetadataToken
        select new PageText($"{property.Name}.{part.Name}", texts => (string)part.GetValue(property.GetValue(texts))!, (texts, text) =>
        {
            var said = (Texts.Said)property.GetValue(texts)! with { };
            part.SetValue(said, text);
            property.SetValue(texts, said);
        });
}
