using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.People;

/// <summary>What a person is to be like, and satisfies the rules of it. Contract §3.2, "Base profile limits".</summary>
public sealed record UserDraft
{
    private UserDraft(JsonObject profile) => Profile = profile;

    public JsonObject Profile { get; }
    public string Login => Profile["login"]!.GetValue<string>();
    public string Email => Profile["email"]!.GetValue<string>();

    /// <summary>A whole one: what is not given is gone.</summary>
    /// <param name="given">Its attributes by their contract names.</param>
    /// <param name="reach">Where mail can be sent to.</param>
    /// <param name="existing">Who is changed; null: somebody new.</param>
    /// <exception cref="RuleException">It breaks one.</exception>
    public static UserDraft Of(JsonObject given, MailReach reach, User? existing = null)
    {
        var draft = new UserDraft(UserProfile.Read(given));
        return draft.Email == existing?.Email || reach.Problem(draft.Email) is not { } problem ? draft : throw new RuleException("email", problem);
    }

    /// <summary>Of somebody's only what is given changes; null clears an attribute.</summary>
    /// <inheritdoc cref="Of(JsonObject, MailReach, User?)"/>
    public static UserDraft Of(User existing, JsonObject? given, MailReach reach) =>
        given is null ? new(existing.Profile) : Of(UserProfile.Merge(existing.Profile, given), reach, existing);

    public override string ToString() => "(a person's profile)";
}
