using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Core.Notices;

/// <summary>One of the mails that are sent: what it is called, what is in it, and our own words for it. Contract §3.8.</summary>
/// <param name="Name">As Okta calls it; where Okta has none, a name of ours.</param>
/// <param name="Write">Our own words, about values by name.</param>
internal sealed record MailKind(string Name, Func<Language, Brand, IReadOnlyDictionary<string, string>, Letter> Write)
{
    public const string Person = "user.";
    public const string PersonProfile = "user.profile.";
    public const string Login = "user.login", Email = "user.email", FirstName = "user.firstName", LastName = "user.lastName", FullName = "user.displayName";
    public const string OrgName = "org.name", Subdomain = "org.subDomain", BaseUrl = "baseURL", BrandName = "brand.name";
    public const string Until = "expirationDate";
    /// <summary>Beside a code, where a page waits for it that would do with a link.</summary>
    public const string CodeLink = "emailAuthenticationLink";
    public const string NotMe = "notMeLink", Device = "device";

    /// <summary>What every mail may say.</summary>
    public static readonly IReadOnlyList<string> Common = [Login, Email, FirstName, LastName, FullName, OrgName, Subdomain, BaseUrl, BrandName];

    /// <summary>What this one may say beside.</summary>
    public IReadOnlyList<string> Own { get; init; } = [];

    /// <summary>One of these it has to say: without it, whoever reads it could not go on. Empty: it only tells.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    public bool Knows(string variable) => Common.Concat(Own).Contains(variable)
        || variable.StartsWith(PersonProfile, StringComparison.Ordinal) && variable.IndexOf('.', PersonProfile.Length) < 0;

    /// <summary>Our own words with the variables standing in them.</summary>
    public Letter AsTemplate(Language language, Brand brand) =>
        Write(language, brand with { Name = $"${{{BrandName}}}" }, Common.Concat(Own).ToDictionary(name => name, name => $"${{{name}}}"));
}
