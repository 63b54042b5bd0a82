using System.Text;
using System.Text.RegularExpressions;
using MimeKit.Text;

namespace Latchkey.Server.Core.Notices;

/// <summary>What a mail in HTML says, for whoever reads it as plain text: its words, a line for each block, and where its links lead.</summary>
internal static partial class MailText
{
    public static string Of(string html)
    {
        var (text, unseen, link) = (new StringBuilder(), 0, (string?)null);
        var start = 0;
        var reader = new HtmlTokenizer(new StringReader(html)) { DecodeCharacterReferences = true };
        while (reader.ReadNextToken(out var token))
        {
            if (token is HtmlTagToken tag)
            {
                if (tag.Id is HtmlTagId.Head or HtmlTagId.Style or HtmlTagId.Script or HtmlTagId.Title)
                    unseen = Math.Max(0, unseen + (tag.IsEndTag ? -1 : tag.IsEmptyElement ? 0 : 1));
                if (unseen > 0) continue;
                if (tag.Id == HtmlTagId.A && !tag.IsEndTag)
                    (link, start) = (tag.Attributes.FirstOrDefault(attribute => attribute.Id == HtmlAttributeId.Href)?.Value, text.Length);
                else if (tag.Id == HtmlTagId.A && link is not null)
                {
                    var words = text.ToString(start, text.Length - start).Trim();
                    if (words != link) text.Append(words.Length > 0 ? $" ({link})" : link);
                    link = null;
                }
                else if (IsBlock(tag.Id)) text.Append('\n');
            }
            else if (token is HtmlDataToken and not HtmlCDataToken && unseen == 0)
            {
                text.Append(Blanks().Replace(((HtmlDataToken)token).Data, " "));
            }
        }
        var lines = text.ToString().Split('\n').Select(line => line.Trim());
        return Gaps().Replace(string.Join('\n', lines), "\n\n").Trim() + "\n";
    }

    private static bool IsBlock(HtmlTagId tag) => tag is HtmlTagId.P or HtmlTagId.Br or HtmlTagId.Div or HtmlTagId.TR or HtmlTagId.Table or HtmlTagId.LI
        or HtmlTagId.UL or HtmlTagId.OL or HtmlTagId.H1 or HtmlTagId.H2 or HtmlTagId.H3 or HtmlTagId.H4 or HtmlTagId.H5 or HtmlTagId.H6 or HtmlTagId.HR
        or HtmlTagId.BlockQuote or HtmlTagId.Pre or HtmlTagId.Section or HtmlTagId.Header or HtmlTagId.Footer or HtmlTagId.Body;

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\n{3,}", RegexOptions.None, 1000)]
    private static partial Regex Gaps();
}
