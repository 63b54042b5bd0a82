using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Notices;

/// <summary>The words that orgs have of their own for their mails, and whom those go to.</summary>
internal sealed class MailWordsOfOrg(Database db, Turns turns, TimeProvider clock)
{
    /// <summary>More than there are languages that anybody keeps a mail in.</summary>
    public const int MostLanguages = 50;

    public Task<IReadOnlyList<MailWords>> All(string orgId, string brand, string template, CancellationToken ct) => db.Many<MailWords>(
        $"select {MailWords.Columns} from mail_words where org_id = @orgId and brand_id = @brand and template = @template order by id",
        new { orgId, brand, template }, ct);

    /// <summary>How many languages each mail has own words in.</summary>
    public async Task<IReadOnlyDictionary<string, long>> Counts(string orgId, string brand, CancellationToken ct) => (await db.Many<Counted>(
        "select template, count(*) as many from mail_words where org_id = @orgId and brand_id = @brand group by template", new { orgId, brand }, ct))
        .ToDictionary(row => row.Template, row => row.Many);

    public Task<MailWords?> Find(string orgId, string brand, string template, string id, CancellationToken ct) => db.One<MailWords>(
        $"select {MailWords.Columns} from mail_words where id = @id and org_id = @orgId and brand_id = @brand and template = @template",
        new { id, orgId, brand, template }, ct);

    /// <summary>What somebody who speaks this language gets: in it, in what it is a kind of, or in the language that is for all others.</summary>
    public Task<MailWords?> For(string orgId, string brand, string template, string language, CancellationToken ct) =>
        db.One<MailWords>(ForReader, Reader(orgId, brand, template, language), ct);

    /// <inheritdoc cref="For(string, string, string, string, CancellationToken)"/>
    public static Task<MailWords?> For(Writing writing, string orgId, string brand, string template, string language) =>
        writing.One<MailWords>(ForReader, Reader(orgId, brand, template, language));

    public async Task<MailRecipients> Recipients(string orgId, string brand, string template, CancellationToken ct) =>
        MailRecipients.Of(await db.One<string>(RecipientsOf, new { orgId, brand, template }, ct));

    public static async Task<MailRecipients> Recipients(Writing writing, string orgId, string brand, string template) =>
        MailRecipients.Of(await writing.One<string>(RecipientsOf, new { orgId, brand, template }));

    /// <summary>So that of two who add at once one sees the other.</summary>
    public Task Take(Writing writing, string orgId, string brand, string template) => turns.Take(writing, $"mail words {orgId} {brand} {template}");

    public static Task<IReadOnlyList<MailWords>> All(Writing writing, string orgId, string brand, string template) => writing.Many<MailWords>(
        $"select {MailWords.Columns} from mail_words where org_id = @orgId and brand_id = @brand and template = @template order by id",
        new { orgId, brand, template });

    public async Task<MailWords> Insert(Writing writing, string orgId, string brand, string template, MailWordsDraft draft, bool isDefault) =>
        (await writing.ChangeReturning<MailWords>($"""
            insert into mail_words (id, org_id, brand_id, template, language, language_key, is_default, subject, body, created_at, updated_at)
            values (@id, @orgId, @brand, @template, @Language, @key, @isDefault, @Subject, @Body, @now, @now) returning {MailWords.Columns}
            """, new
        {
            id = Ids.New(Ids.MailWords),
            orgId,
            brand,
            template,
            draft.Language,
            key = Key(draft.Language),
            isDefault,
            draft.Subject,
            draft.Body,
            now = clock.Now,
        }))!;

    /// <summary>Null when it is gone.</summary>
    public Task<MailWords?> Update(Writing writing, MailWords existing, MailWordsDraft draft, bool isDefault) => writing.ChangeReturning<MailWords>($"""
        update mail_words set language = @Language, language_key = @key, is_default = @isDefault, subject = @Subject, body = @Body, updated_at = @now
        where id = @Id returning {MailWords.Columns}
        """, new { existing.Id, draft.Language, key = Key(draft.Language), isDefault, draft.Subject, draft.Body, now = clock.Now });

    /// <summary>Another one is about to be the default.</summary>
    public static Task ClearDefault(Writing writing, string orgId, string brand, string template) => writing.Change(
        "update mail_words set is_default = 0 where org_id = @orgId and brand_id = @brand and template = @template and is_default = 1",
        new { orgId, brand, template });

    public static Task<bool> Delete(Writing writing, MailWords existing) =>
        writing.Changed("delete from mail_words where id = @Id", new { existing.Id });

    public static Task<bool> DeleteAll(Writing writing, string orgId, string brand, string template) => writing.Changed(
        "delete from mail_words where org_id = @orgId and brand_id = @brand and template = @template", new { orgId, brand, template });

    public static Task<bool> SetRecipients(Writing writing, string orgId, string brand, string template, MailRecipients recipients) => writing.Changed("""
        insert into mail_recipients (org_id, brand_id, template, recipients) values (@orgId, @brand, @template, @Word)
        on conflict (org_id, brand_id, template) do update set recipients = excluded.recipients
        """, new { orgId, brand, template, recipients.Word });

    /// <summary>Languages are told apart in any case, and by either dash.</summary>
    public static string Key(string language) => language.Replace('_', '-').ToLowerInvariant();

    private const string RecipientsOf = "select recipients from mail_recipients where org_id = @orgId and brand_id = @brand and template = @template";

    private const string ForReader = $"""
        select {MailWords.Columns} from mail_words
        where org_id = @orgId and brand_id = @brand and template = @template and (language_key = @whole or language_key = @kind or is_default = 1)
        order by case when language_key = @whole then 0 when language_key = @kind then 1 else 2 end limit 1
        """;

    private static object Reader(string orgId, string brand, string template, string language)
    {
        var whole = Key(language);
        return new { orgId, brand, template, whole, kind = whole.Split('-')[0] };
    }

    private sealed record Counted
    {
        public required string Template { get; init; }
        public required long Many { get; init; }
    }
}
