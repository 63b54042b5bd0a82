using System.Text;
using System.Text.RegularExpressions;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Ground.Pages;

/// <summary>
/// Reads a page that an org wrote itself, and understands less of HTML than browsers do: what it does not understand is refused, and what it did is
/// written anew, so that no browser finds in it what this did not. A variable may stand between elements, in a value in quotes, in a title; in a style
/// only an address of ours may. So nothing that is filled in can begin or end an element, and none of theirs takes ours in. Decision 0024.
/// </summary>
internal sealed partial class PageMarkup
{
    /// <summary>Characters of a page.</summary>
    private const int Longest = 200_000;

    private readonly string field;
    private readonly string html;
    private readonly PageVariables variables;
    private readonly string? container;
    private readonly List<PagePiece> pieces = [];
    private readonly StringBuilder literal = new();
    private readonly Stack<string> open = new();
    private int at;

    private PageMarkup(string field, string html, PageVariables variables, string? container) =>
        (this.field, this.html, this.variables, this.container) = (field, html, variables, container);

    /// <param name="field">What it is called, when something in it is refused.</param>
    /// <param name="html">As it was written.</param>
    /// <param name="variables">What may be put into it.</param>
    /// <param name="container">The id of the one element that ours is put into; null: there is none.</param>
    /// <exception cref="RuleException">Something in it may not be there.</exception>
    public static IReadOnlyList<PagePiece> Read(string field, string html, PageVariables variables, string? container)
    {
        if (html.Length > Longest) throw new RuleException(field, $"must have at most {Longest} characters");
        var reader = new PageMarkup(field, html, variables, container);
        while (reader.at < html.Length) reader.Next();
        if (reader.open.TryPeek(out var section)) throw reader.Refused($"{{{{#{section}}}}} does not end");
        reader.EndLiteral();
        return reader.pieces;
    }

    private void Next()
    {
        if (Starts("{{") || Starts("{%") || Starts("${")) Mark(Place.Between);
        else if (html[at] != '<') Text();
        else if (Take(Comment()) is not null) return;                  // what nobody sees is not sent
        else if (Take(Doctype()) is not null) literal.Append("<!DOCTYPE html>");
        else if (Take(EndTag()) is { } end) literal.Append("</").Append(Element(end.Groups["name"].Value)).Append('>');
        else if (Take(StartOfTag()) is { } start) Tag(Element(start.Groups["name"].Value));
        else throw Refused("a < that begins no element is written &lt;");
    }

    private bool Starts(string with) => string.CompareOrdinal(html, at, with, 0, with.Length) == 0;

    private void Text()
    {
        if (html[at] is < ' ' and not ('\t' or '\n' or '\r' or '\f')) throw Refused("there is a control character");
        literal.Append(html[at++]);
    }

    private string Element(string name)
    {
        var lower = name.ToLowerInvariant();
        if (PageElements.MayStand(lower)) return lower;
        throw Refused(lower == "script" ? NoScripts : $"<{lower}> is not allowed: a page around ours shows text, pictures and links");
    }

    private void Tag(string name)
    {
        literal.Append('<').Append(name);
        if (name == "style") Say(" nonce=\"", "nonceValue", "\"");     // whatever nonce they wrote, or forgot
        var holds = false;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (Take(TagEnd()) is null)
        {
            if (Take(Blanks()) is null || Take(AttributeName()) is not { } named)
            {
                if (Take(TagEnd()) is not null) break;
                throw Refused($"<{name}> is written in a way that browsers may read differently: name=\"value\", a blank between two, > at its end");
            }
            var attribute = named.Groups["name"].Value.ToLowerInvariant();
            if (attribute.StartsWith("on", StringComparison.Ordinal)) throw Refused(NoScripts);
            if (!PageElements.MayHave(name, attribute)) throw Refused($"{attribute} is not allowed on <{name}>");
            if (!seen.Add(attribute)) throw Refused($"<{name}> has {attribute} twice");
            holds |= Attribute(name, attribute);
        }
        if (name == "html" && !seen.Contains("lang"))
        {
            Say(" lang=\"", PageVariables.Language, "\"");
            if (!seen.Contains("dir")) Say(" dir=\"", PageVariables.Direction, "\"");
        }
        literal.Append('>');
        if (holds) Hold(name);
        if (name is "style" or "title") Content(name);
    }

    /// <summary>Whether it is the one that ours is put behind.</summary>
    private bool Attribute(string element, string name)
    {
        if (element == "style" && name == "nonce" && Take(Nonce()) is not null) return false;
        literal.Append(' ').Append(name);
        if (Take(Equal()) is null) return false;
        literal.Append("=\"");
        var (start, from, marks) = (literal.Length, pieces.Count, 0);
        if (at < html.Length && html[at] is '"' or '\'')
        {
            var quote = html[at++];
            while (at < html.Length && html[at] != quote)
            {
                if (!Starts("{{") && !Starts("{%") && !Starts("${"))
                {
                    Value(element, name);
                    continue;
                }
                if (marks++ == 0) Require(element, name, literal.ToString(start, literal.Length - start), whole: false);
                Mark(PageElements.IsAddress(name) && pieces.Count == from && literal.Length == start ? Place.Address : Place.Value);
            }
            if (at++ >= html.Length) throw Refused($"the value of {name} does not end");
        }
        else literal.Append((Take(Unquoted()) ?? throw Refused($"the value of {name} belongs in quotes")).Value);
        var value = marks > 0 ? "" : literal.ToString(start, literal.Length - start);
        if (marks == 0) Require(element, name, value, whole: true);
        literal.Append('"');
        return container is not null && name == "id" && value == container;
    }

    private void Value(string element, string name)
    {
        var c = html[at++];
        if (c == '<' || c is < ' ' and not ('\t' or '\n' or '\r')) throw Refused($"there is a character in {name} of <{element}> that cannot be there");
        literal.Append(c == '"' ? "&quot;" : c.ToString());
    }

    /// <param name="element">Of what.</param>
    /// <param name="name">The attribute.</param>
    /// <param name="value">What stands before its first variable, or all of it.</param>
    /// <param name="whole">It is all of it.</param>
    private void Require(string element, string name, string value, bool whole)
    {
        var leads = PageElements.MayLeadTo(element, value) && (whole || Settled().IsMatch(value));
        if (PageElements.IsAddress(name) && (whole || value.Length > 0) && !leads)
            throw Refused(Scheme().IsMatch(value) ? NoScripts : $"{name} of <{element}> must be an address: https://…, /…, #…, mailto: or tel:");
        if (!PageElements.MaySay(element, name, value) || (!whole && !PageElements.MaySay(element, name, "{")))
            throw Refused($"{name}=\"{value}\" is not allowed on <{element}>");
    }

    /// <summary>Of an element in which browsers look for nothing but its end.</summary>
    private void Content(string name)
    {
        var depth = open.Count;
        while (!Starts("</"))
        {
            if (at >= html.Length || html[at] == '<') throw Refused($"<{name}> has a < in it, or does not end");
            if (Starts("{{") || Starts("{%") || Starts("${")) Mark(name == "style" ? Place.Style : Place.Value, depth);
            else Text();
        }
        if (open.Count != depth) throw Refused($"{{{{#{open.Peek()}}}}} does not end in <{name}>");
        if (Take(EndTag()) is not { } end || !end.Groups["name"].Value.Equals(name, StringComparison.OrdinalIgnoreCase))
            throw Refused($"<{name}> has a < in it, or does not end");
        literal.Append("</").Append(name).Append('>');
    }

    private enum Place { Between, Value, Address, Style }

    private void Mark(Place place, int above = int.MaxValue)
    {
        if (Take(Written()) is not { } mark) throw Refused("variables are written {{name}}, and what depends on one {{#name}} … {{/name}}");
        var name = mark.Groups["name"].Value;
        if (!variables.All.Contains(name)) throw Refused($"there is no variable {name}; there are {string.Join(", ", variables.All)}");
        switch (mark.Groups["sign"].Value)
        {
            case "#" or "/" when place is Place.Value or Place.Address && above == int.MaxValue:
                throw Refused($"{{{{#{name}}}}} stands between elements, not in a value");
            case "#":
                open.Push(name);
                Put(new(PagePieceKind.Section, name));
                break;
            case "/":
                if (open.Count == 0 || (above != int.MaxValue && open.Count == above) || open.Pop() != name)
                    throw Refused($"{{{{/{name}}}}} ends what did not begin");
                Put(new(PagePieceKind.SectionEnd, name));
                break;
            default:
                Put(new(KindOf(name, place), name));
                break;
        }
    }

    private PagePieceKind KindOf(string name, Place place)
    {
        var ours = variables.Markup.Contains(name);
        if (ours && place != Place.Between) throw Refused($"{{{{{{{name}}}}}}} stands between elements");
        if (ours && open.Count > 0) throw Refused($"{{{{{{{name}}}}}}} stands in no section");
        var fits = place switch
        {
            Place.Style => variables.Files.Contains(name),
            Place.Address => variables.Files.Contains(name) || variables.Ways.Contains(name),
            _ => true,
        };
        if (!fits) throw Refused($"{{{{{name}}}}} cannot stand here: it is no address of ours");
        return ours || place == Place.Style ? PagePieceKind.AsItIs : PagePieceKind.Value;
    }

    private void Hold(string element)
    {
        if (element is not ("div" or "main" or "section" or "article" or "td")) throw Refused($"id=\"{container}\" belongs to a <div>");
        if (open.Count > 0) throw Refused($"the element with id=\"{container}\" stands in no section");
        Put(new(PagePieceKind.AsItIs, PageVariables.Ours));
    }

    private void Put(PagePiece piece)
    {
        EndLiteral();
        pieces.Add(piece);
    }

    private void Say(string before, string name, string after)
    {
        literal.Append(before);
        Put(new(PagePieceKind.Value, name));
        literal.Append(after);
    }

    private void EndLiteral()
    {
        if (literal.Length > 0) pieces.Add(new(PagePieceKind.Literal, literal.ToString()));
        literal.Clear();
    }

    private Match? Take(Regex what)
    {
        var match = what.Match(html, at);
        if (!match.Success) return null;
        at += match.Length;
        return match;
    }

    private const string NoScripts =
        "scripts are not allowed: the page comes from the host that people sign in to. Leave Okta's script out; the form is put into the container.";

    private RuleException Refused(string why) => new(field, $"line {html.AsSpan(0, Math.Min(at, html.Length)).Count('\n') + 1}: {why}");

    [GeneratedRegex(@"\G<!--(?!-?>)(?:(?!--|<!).)*-->", RegexOptions.Singleline, 1000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\G<!doctype\s+html(?:\s+[A-Za-z0-9 ""'/:.\-]{0,200})?>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Doctype();

    [GeneratedRegex(@"\G</(?<name>[A-Za-z][A-Za-z0-9]{0,20})[ \t\r\n]*>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex EndTag();

    [GeneratedRegex(@"\G<(?<name>[A-Za-z][A-Za-z0-9]{0,20})(?=[ \t\r\n/>])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex StartOfTag();

    [GeneratedRegex(@"\G[ \t\r\n]*/?>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TagEnd();

    [GeneratedRegex(@"\G[ \t\r\n]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\G(?<name>[A-Za-z][A-Za-z0-9-]{0,40})(?=[ \t\r\n=/>])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex AttributeName();

    [GeneratedRegex(@"\G[ \t\r\n]*=[ \t\r\n]*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Equal();

    [GeneratedRegex(@"\G[A-Za-z0-9_.:#%-]{1,200}(?=[ \t\r\n>])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Unquoted();

    [GeneratedRegex(@"\G[ \t\r\n]*=[ \t\r\n]*(?:""[^""<>]{0,200}""|'[^'<>]{0,200}')", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Nonce();

    /// <summary>Whatever follows, the scheme stays what it is.</summary>
    [GeneratedRegex(@"^(?:https?://|mailto:|tel:|[^:]*[/?\#])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Settled();

    [GeneratedRegex(@"\G(?:\{\{\{[ ]*(?<name>[A-Za-z][A-Za-z0-9]{0,50})[ ]*\}\}\}|\{\{[ ]*(?<sign>[#/]?)[ ]*(?<name>[A-Za-z][A-Za-z0-9]{0,50})[ ]*\}\}(?!\}))",
        RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Written();

    /// <summary>Of an address that runs, however it is written.</summary>
    [GeneratedRegex(@"^[\s\x00-\x20]*(?:j|v|d|&)[^/]*(?:script|data|:|&)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Scheme();
}
