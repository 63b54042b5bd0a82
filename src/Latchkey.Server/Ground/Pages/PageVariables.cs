namespace Latchkey.Server.Ground.Pages;

/// <summary>What a page of an org's own may name. Contract §8.1.</summary>
/// <param name="All">Every one.</param>
/// <param name="Markup">Those that are elements of ours.</param>
/// <param name="Files">Those that are addresses of pictures and styles here.</param>
/// <param name="Ways">Those that are addresses where a person may go.</param>
internal sealed record PageVariables(IReadOnlyList<string> All, IReadOnlySet<string> Markup, IReadOnlySet<string> Files, IReadOnlySet<string> Ways)
{
    /// <summary>Our part of the page. Nobody writes it: it is put where the container is.</summary>
    public const string Ours = "latchkeyPage";

    /// <summary>What our part of it speaks, and which way that is read: said of the whole page where whoever wrote it says nothing else.</summary>
    public const string Language = "latchkeyLanguage", Direction = "latchkeyDirection";

    /// <summary>What brings our style and script.</summary>
    public const string Resources = "SignInWidgetResources";

    public static readonly PageVariables Okta = new(
        [
            "pageTitle", Resources, "themedStylesUrl", "faviconUrl", "bgImageUrl", "orgName", "orgLogo", "OktaUtil", "nonceValue", "useSiwGen3",
            "errorSummary", "errorDescription", "back", "technicalDetails", "buttonText", "buttonHref",
        ],
        new HashSet<string>(StringComparer.Ordinal) { Resources, "OktaUtil" },
        new HashSet<string>(StringComparer.Ordinal) { "themedStylesUrl", "faviconUrl", "bgImageUrl", "orgLogo" },
        new HashSet<string>(StringComparer.Ordinal) { "back", "buttonHref" });
}
