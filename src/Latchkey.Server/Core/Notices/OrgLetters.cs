using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Templates;

namespace Latchkey.Server.Core.Notices;

/// <summary>
/// Letters in an org's own words, where it has some. Words that cannot be filled keep no mail back: it leaves in ours, and the log says so.
/// </summary>
internal sealed class OrgLetters(SystemLog log) : ILetterForm
{
    public async Task<Letter?> Fill(Writing writing, string orgId, Letter letter, LetterFacts facts)
    {
        // Whatever their role, and by a group as well; asked whoever it goes to, nobody among them: each mail costs the same (threats row 20).
        var toAdministrator = await RoleBooks.Administers(writing, facts.ReaderId);
        if (toAdministrator && facts.AtHome is { } atHome) (letter, facts) = (atHome, atHome.Facts!);
        if (MailKinds.Find(facts.Template) is not { } kind) return letter;
        if (kind.Needs.Count == 0
            && !(await MailWordsOfOrg.Recipients(writing, orgId, facts.Brand, kind.Name)).Include(toAdministrator)) return null;
        // Whoever writes the words could have a link or code of somebody above them sent elsewhere: administrators get ours.
        if (toAdministrator && (kind.Needs.Count > 0 || kind.Own.Contains(MailKind.NotMe))) return letter;
        if (await MailWordsOfOrg.For(writing, orgId, facts.Brand, kind.Name, facts.Language) is not { } words) return letter;
        try
        {
            return Filled(letter, facts, words.Language, words.Subject, words.Body);
        }
        catch (RuleException broken)
        {
            var entry = AdminEvents.MailWordsBroken with { Outcome = "FAILURE", Severity = "WARN", Reason = broken.Message };
            await log.Record(writing, orgId, entry.By(LogParty.Server, words.Party));
            return letter;
        }
    }

    /// <exception cref="RuleException">The words cannot be filled.</exception>
    public static Letter Filled(Letter letter, LetterFacts facts, string language, string subject, string body)
    {
        var filled = Template.Parse("body", body).Html("body", facts.Values);
        var html = filled.Contains("<html", StringComparison.OrdinalIgnoreCase) ? filled : Whole(language, filled);
        var head = Sentence.Clean(Template.Parse("subject", subject).Plain("subject", facts.Values));
        return letter with { Subject = head.Length > 0 ? head : letter.Subject, Html = html, Text = MailText.Of(html) };
    }

    private static string Whole(string language, string part) =>
        $"""
        <!DOCTYPE html>
        <html lang="{System.Net.WebUtility.HtmlEncode(language)}" dir="{(Language.For(language).RightToLeft ? "rtl" : "ltr")}">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"></head>
        <body>
        {part}
        </body>
        </html>
        """;
}
