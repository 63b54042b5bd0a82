using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Notices;

/// <summary>Whom mails of a kind go to. Contract §3.8.</summary>
internal sealed record MailRecipients
{
    public static readonly MailRecipients AllUsers = new("ALL_USERS"), AdminsOnly = new("ADMINS_ONLY"), NoUsers = new("NO_USERS");

    private static readonly IReadOnlyList<MailRecipients> All = [AllUsers, AdminsOnly, NoUsers];

    public static readonly IReadOnlyList<string> Words = [.. All.Select(one => one.Word)];

    private MailRecipients(string word) => Word = word;

    public string Word { get; }

    public static MailRecipients Of(string? stored) => All.FirstOrDefault(one => one.Word == stored) ?? AllUsers;

    /// <exception cref="RuleException">There is no such word, or this mail is what somebody waits for.</exception>
    public static MailRecipients Of(MailKind kind, string? word)
    {
        if (word is null) throw new RuleException("recipients", "The field cannot be left blank");
        var wanted = Of(TextRules.OneOf("recipients", word, AllUsers.Word, Words));
        return wanted == AllUsers || kind.Needs.Count == 0 ? wanted
            : throw new RuleException("recipients", "must be ALL_USERS: without this mail a person could not go on");
    }

    public bool Include(bool administrator) => this == AllUsers || this == AdminsOnly && administrator;
}
