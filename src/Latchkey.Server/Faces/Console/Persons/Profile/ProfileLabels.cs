using Latchkey.Server.Ground.Languages;

namespace Latchkey.Server.Faces.Console.Persons.Profile;

/// <summary>What the pages call the attributes of a profile; those without a word of ours go by the contract's name (§3.2).</summary>
internal static class ProfileLabels
{
    public static IReadOnlyDictionary<string, string> Of(DirectoryTexts said) => new Dictionary<string, string>
    {
        ["login"] = said.Username, ["email"] = said.Email, ["firstName"] = said.FirstName, ["lastName"] = said.LastName,
        ["displayName"] = said.DisplayName, ["nickName"] = said.NickName, ["secondEmail"] = said.SecondEmail, ["mobilePhone"] = said.MobilePhone,
        ["title"] = said.JobTitle, ["department"] = said.Department, ["organization"] = said.Organization, ["preferredLanguage"] = said.PreferredLanguage,
    };
}
