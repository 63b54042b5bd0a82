using Latchkey.Server.Core.Membership;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Languages;

namespace Latchkey.Server.Faces.Console.Grouping.Kit;

/// <summary>A group as a form has it. Its fields are called what the management API calls them (contract §3.3).</summary>
internal static class GroupForm
{
    public const string Name = "name";
    public const string Description = "description";

    public static FormState Of(Group group) => FormState.Of([new(Name, group.Name), new(Description, group.Description)]);

    public static GroupDraft Read(FormState typed) => GroupDraft.Of(typed[Name], typed.Text(Description)?.ReplaceLineEndings("\n"));

    public static IReadOnlyDictionary<string, string> Labels(Texts texts) => new Dictionary<string, string>
    {
        [Name] = texts.Console.Name, [Description] = texts.Directory.Description,
    };
}
