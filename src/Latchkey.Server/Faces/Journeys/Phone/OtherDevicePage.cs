using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Phone;

/// <summary>On the phone: whether the other device is to be signed in.</summary>
public sealed record OtherDevicePage : PageModel<OtherDeviceView>
{
    public required string Action { get; init; }
    public required string PersonName { get; init; }
    public required Device Device { get; init; }
    public string? App { get; init; }
    public string? Ip { get; init; }
    public required DateTimeOffset AskedAt { get; init; }
    public required IReadOnlyDictionary<string, string> Fields { get; init; }
    /// <summary>The number was another; there is no second try.</summary>
    public bool Wrong { get; init; }
}
