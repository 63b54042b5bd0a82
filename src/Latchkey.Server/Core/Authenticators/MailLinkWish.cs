using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Authenticators;

/// <summary>A page that waits for a mailed code would do with a link as well.</summary>
/// <param name="Links">Which makes it.</param>
/// <param name="Subject">Hash of what the page holds: it alone goes on by it.</param>
internal sealed record MailLinkWish(MailLinks Links, string Subject)
{
    /// <summary>Hash of what tells its browser from others; null: it told nothing.</summary>
    public string? Browser { get; init; }
    /// <summary>What waits; null: the org's own page.</summary>
    public string? App { get; init; }
    public string? Ip { get; init; }
    public string UserAgent { get; init; } = "";
    /// <summary>The page, as a path; null: an app's own.</summary>
    public string? Onward { get; init; }

    /// <inheritdoc cref="MailLinks.Issue"/>
    public Task<string> Issue(Writing writing, Org org, User? user, string address, DateTimeOffset until) =>
        Links.Issue(writing, org, this, user, address, until);

    public override string ToString() => "a page that waits for a mail";
}
