using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Kit;

/// <summary>
/// Hands the answer to the page that opened this window or holds it in a hidden frame, and to no other: the browser
/// delivers the message only to the redirect URI's origin. Contract §2.1, okta_post_message.
/// </summary>
public sealed record PostMessagePage : PageModel<PostMessageView>
{
    [SetsRequiredMembers]
    public PostMessagePage(Brand brand, Language language, string origin, IReadOnlyDictionary<string, string> answer)
    {
        (Brand, Language, Answer) = (brand, language, JsonSerializer.Serialize(answer));
        Origin = Framer = WebOrigin.Of(origin) == origin ? origin : throw new ArgumentException("Not an origin.", nameof(origin));
    }

    public string Origin { get; }
    /// <summary>A JSON object of strings.</summary>
    public string Answer { get; }
    public string? AppLabel { get; init; }
}
