using System.Text.RegularExpressions;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Templates;

namespace Latchkey.Server.Core.Notices;

/// <summary>What an org's own words are to be; they can be read and filled, and say what they have to. Contract §3.8.</summary>
internal sealed partial record MailWordsDraft
{
    private const int LongestSubject = 500;

    private MailWordsDraft(string language, string subject, string body, bool? isDefault) =>
        (Language, Subject, Body, IsDefault) = (language, subject, body, isDefault);

    public string Language { get; }
    public string Subject { get; }
    public string Body { get; }

    /// <summary>Left out, only the first of a mail is.</summary>
    public bool? IsDefault { get; }

    /// <exception cref="RuleException">It breaks a rule.</exception>
    public static MailWordsDraft Of(MailKind kind, string? language, string? subject, string? body, bool? isDefault)
    {
        if (language is null || !Tag().IsMatch(language)) throw new RuleException("language", "must be the tag of a language: en, pt-BR");
        var head = Text("subject", subject);
        if (head.Length > LongestSubject) throw new RuleException("subject", $"must have at most {LongestSubject} characters");
        // What ends a line ends a header of the mail, and the next line would be another.
        if (head.Any(char.IsControl)) throw new RuleException("subject", "must be one line");
        var text = Text("body", body);
        RequireKnown(kind, "subject", Template.Parse("subject", head));
        var parsed = Template.Parse("body", text);
        RequireKnown(kind, "body", parsed);
        if (kind.Needs.Count > 0 && !kind.Needs.Any(parsed.Names.Contains))
            throw new RuleException("body", $"must have {string.Join(" or ", kind.Needs.Select(name => $"${{{name}}}"))} in it");
        return new(language, head, text, isDefault);
    }

    private static string Text(string field, string? given) =>
        string.IsNullOrWhiteSpace(given) ? throw new RuleException(field, "The field cannot be left blank") : given;

    private static void RequireKnown(MailKind kind, string field, Template template)
    {
        if (template.Names.FirstOrDefault(name => !kind.Knows(name)) is not { } stranger) return;
        throw new RuleException(field,
            $"there is no variable {stranger}; there are {string.Join(", ", MailKind.Common.Concat(kind.Own))} and {MailKind.PersonProfile}…");
    }

    /// <summary>RFC 5646 §2.1, as far as mails are told apart by it.</summary>
    [GeneratedRegex("^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}$", RegexOptions.None, 1000)]
    private static partial Regex Tag();
}
