using Latchkey.Server.Core.Notices;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Faces.Console.Branding.Letters;

/// <summary>An org's own words for a mail in one language, as a form. Its fields have the names of the management API.</summary>
internal static class MailForm
{
    public const string Tongue = "language", Subject = "subject", Body = "body", Default = "isDefault", Recipients = "recipients";

    public static FormState Of(MailWords words) => FormState.Of(
    [
        new(Tongue, words.Language), new(Subject, words.Subject), new(Body, words.Body.ReplaceLineEndings("\n")), new(Default, words.IsDefault ? "on" : null),
    ]);

    /// <summary>Ours, to begin with.</summary>
    public static FormState Of(MailKind kind, string language, Brand brand)
    {
        var ours = kind.AsTemplate(Language.For(language), brand);
        return FormState.Of([new(Tongue, language), new(Subject, ours.Subject), new(Body, ours.Html.ReplaceLineEndings("\n"))]);
    }

    /// <exception cref="RuleException">They cannot be sent.</exception>
    public static MailWordsDraft Read(MailKind kind, FormState form) => MailWordsDraft.Of(kind, form.Text(Tongue), form.Text(Subject),
        form.Text(Body)?.ReplaceLineEndings("\n"), form.Ticked(Default) ? true : null);

    public static IReadOnlyDictionary<string, string> Labels(WordingTexts said) => new Dictionary<string, string>
    {
        [Tongue] = said.MailLanguage, [Subject] = said.Subject, [Body] = said.Body, [Default] = said.ForOthers, [Recipients] = said.Recipients,
    };
}
