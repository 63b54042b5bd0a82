using System.Text.Json.Nodes;
using Latchkey.Server.Core.Schemas;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.People;

/// <summary>What a person is to be like, and satisfies the rules of it. Contract §3.2, "Base profile limits".</summary>
internal sealed record UserDraft
{
    private UserDraft(JsonObject profile, ProfileSchema schema) => (Profile, Unique) = (profile, [.. schema.Unique
        .Where(property => profile[property.Name] is not null)
        .Select(property => KeyValuePair.Create(property.Name, UserValues.KeyOf(profile[property.Name]!)))]);

    public JsonObject Profile { get; }
    public string Login => Profile["login"]!.GetValue<string>();
    public string Email => Profile["email"]!.GetValue<string>();

    /// <summary>What nobody else of the org may have, by attribute.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> Unique { get; }

    /// <summary>A whole one: what is not given is gone.</summary>
    /// <param name="given">Its attributes by their contract names.</param>
    /// <param name="schema">What there is to have.</param>
    /// <param name="reach">Where mail can be sent to.</param>
    /// <param name="existing">Who is changed; null: somebody new.</param>
    /// <exception cref="RuleException">It breaks one.</exception>
    internal static UserDraft Of(JsonObject given, ProfileSchema schema, MailReach reach, User? existing = null) =>
        Reached(new(UserProfile.Read(given, schema), schema), reach, existing);

    /// <summary>Of somebody's only what is given changes; null clears an attribute.</summary>
    /// <inheritdoc cref="Of(JsonObject, ProfileSchema, MailReach, User?)"/>
    internal static UserDraft Of(User existing, JsonObject? given, ProfileSchema schema, MailReach reach) => given is null ? new(existing.Profile, schema)
        : Reached(new(UserProfile.Merge(existing.Profile, given, schema), schema), reach, existing);

    public override string ToString() => "(a person's profile)";

    private static UserDraft Reached(UserDraft draft, MailReach reach, User? existing) =>
        draft.Email == existing?.Email || reach.Problem(draft.Email) is not { } problem ? draft : throw new RuleException("email", problem);
}
