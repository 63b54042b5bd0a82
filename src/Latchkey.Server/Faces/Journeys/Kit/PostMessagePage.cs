using System.Text.Json;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.Kit;

/// <summary>
/// Hands the answer to the page that opened this window or holds it in a hidden frame, and to no other: the browser
/// delivers the message only to the redirect URI's origin. Contract §2.1, okta_post_message.
/// </summary>
public sealed record PostMessagePage : PageModel<PostMessageView>
{
    public PostMessagePage(string origin, IReadOnlyDictionary<string, string> answer)
    {
        Answer = JsonSerializer.Serialize(answer);
        Origin = Framer = WebOrigin.Of(origin) == origin ? origin : throw new ArgumentException("Not an origin.", nameof(origin));
    }

    public string Origin { get; }
    /// <summary>A JSON object of strings.</summary>
    public string Answer { get; }
    public string? AppLabel { get; init; }
}
