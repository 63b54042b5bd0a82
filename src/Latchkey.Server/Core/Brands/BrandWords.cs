using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Brands;

/// <summary>Texts of our pages in an org's own words, by brand and language. They are shown from memory, with the brand.</summary>
internal static class BrandWords
{
    public static async Task<ILookup<string, (string Language, string Name, string Text)>> All(Database db, string orgId, CancellationToken ct) =>
        (await db.Many<Row>("select brand_id, language, name, text from brand_texts where org_id = @orgId", new { orgId }, ct))
            .ToLookup(row => row.BrandId, row => (row.Language, row.Name, row.Text), StringComparer.Ordinal);

    /// <summary>Null: it is ours.</summary>
    public static Task<string?> Find(Writing writing, string orgId, string brandId, string language, string name) => writing.One<string>(
        "select text from brand_texts where org_id = @orgId and brand_id = @brandId and language = @language and name = @name",
        new { orgId, brandId, language, name });

    /// <param name="writing">The commit.</param>
    /// <param name="orgId">Whose.</param>
    /// <param name="brandId">Of which brand.</param>
    /// <param name="draft">What it is to be.</param>
    /// <param name="now">When.</param>
    public static Task<bool> Save(Writing writing, string orgId, string brandId, BrandTextDraft draft, DateTimeOffset now)
    {
        writing.Announce(BrandOfOrg.Kind, orgId);
        var one = new { orgId, brandId, language = draft.Language.Tag, name = draft.Which.Name, text = draft.Text, now };
        return draft.Text is null
            ? writing.Changed("delete from brand_texts where org_id = @orgId and brand_id = @brandId and language = @language and name = @name", one)
            : writing.Changed("""
                insert into brand_texts (org_id, brand_id, language, name, text, updated_at) values (@orgId, @brandId, @language, @name, @text, @now)
                on conflict (org_id, brand_id, language, name) do update set text = excluded.text, updated_at = excluded.updated_at
                """, one);
    }

    private sealed record Row
    {
        public required string BrandId { get; init; }
        public required string Language { get; init; }
        public required string Name { get; init; }
        public required string Text { get; init; }
    }
}
