using System.Text.Json.Nodes;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.OrgSettings;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Faces.Console.Operating.General;

/// <summary>What an org says of itself, as a form has it. Its fields are called what the management API calls them (contract §3.10).</summary>
internal static class GeneralForm
{
    public const string Name = "companyName";

    public static FormState Of(Org org)
    {
        var about = OrgAbout.Of(org);
        return FormState.Of([new(Name, org.Name), .. OrgAbout.Fields.Select(field => KeyValuePair.Create(field, about[field]?.GetValue<string>()))]);
    }

    /// <exception cref="RuleException">It breaks one.</exception>
    public static OrgAbout Read(FormState typed, Org org)
    {
        var given = new JsonObject { [Name] = typed.Text(Name) };
        foreach (var field in OrgAbout.Fields) given[field] = typed.Text(field);
        return OrgAbout.Of(org, given, whole: true);
    }

    public static IReadOnlyDictionary<string, string> Labels(Texts texts)
    {
        var said = texts.Operating;
        return new Dictionary<string, string>
        {
            [Name] = texts.Console.Name, ["website"] = said.Website, ["phoneNumber"] = said.Phone, ["endUserSupportHelpURL"] = said.SupportPage,
            ["supportPhoneNumber"] = said.SupportPhone, ["address1"] = said.Address, ["address2"] = said.AddressMore, ["city"] = said.City,
            ["state"] = said.State, ["country"] = said.Country, ["postalCode"] = said.PostalCode,
        };
    }
}
