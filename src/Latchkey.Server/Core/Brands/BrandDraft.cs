using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Brands;

/// <summary>What a brand is to be called and to say beside its look. Contract §3.8.</summary>
internal sealed record BrandDraft
{
    private const int LongestName = 255;

    private BrandDraft(string name) => Name = name;

    public string Name { get; }
    public bool RemovesPoweredBy { get; private init; }
    public bool AgreesToPrivacyPolicy { get; private init; }
    public string? PrivacyPolicyUrl { get; private init; }
    public string? Locale { get; private init; }

    /// <param name="name">As people are shown it.</param>
    /// <param name="removesPoweredBy">Whether the foot names nobody.</param>
    /// <param name="agrees">Somebody answers for the policy of their own.</param>
    /// <param name="privacyPolicyUrl">That policy.</param>
    /// <param name="locale">What pages speak where neither app nor browser say.</param>
    /// <param name="development">A development server's addresses are on the developer's machine.</param>
    /// <exception cref="RuleException">It breaks a rule.</exception>
    public static BrandDraft Of(string? name, bool removesPoweredBy, bool agrees, string? privacyPolicyUrl, string? locale, bool development)
    {
        var url = string.IsNullOrEmpty(privacyPolicyUrl) ? null : privacyPolicyUrl;
        if (url is not null && !agrees) throw new RuleException("agreeToCustomPrivacyPolicy", "must be true where there is a customPrivacyPolicyUrl");
        if (url is not null && RegisteredUris.AddressProblem(url, development) is { } problem) throw new RuleException("customPrivacyPolicyUrl", problem);
        if (locale is { Length: > 0 } && !Ground.Languages.Language.Speaks(locale))
            throw new RuleException("locale", $"must be one of {string.Join(", ", Ground.Languages.Language.All.Select(one => one.Tag))}");
        return new(TextRules.Name(name, LongestName))
        {
            RemovesPoweredBy = removesPoweredBy, AgreesToPrivacyPolicy = agrees, PrivacyPolicyUrl = url, Locale = locale is { Length: > 0 } ? locale : null,
        };
    }

    public Brand On(Brand brand) => brand with
    {
        Name = Name,
        RemovePoweredBy = RemovesPoweredBy,
        AgreesToPrivacyPolicy = AgreesToPrivacyPolicy,
        PrivacyPolicyUrl = PrivacyPolicyUrl,
        Locale = Locale,
    };
}
