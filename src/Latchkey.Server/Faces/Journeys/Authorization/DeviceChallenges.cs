using System.Globalization;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Passkeys;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Authorization;

/// <summary>
/// What a page asks a device, as it travels in that page: sealed to the org, to this browser and to what the answer is for. It is answered
/// once, within the hour. Threats rows 4 and 6.
/// </summary>
internal sealed class DeviceChallenges(Seal seal, BrowserCookie browsers, SpentChallenges spent, TimeProvider clock)
{
    private const string Purpose = "device-challenge";

    /// <summary>The form's fields.</summary>
    public const string Asked = "asked", Credential = "credential";

    /// <summary>For the page.</summary>
    /// <param name="http">The request.</param>
    /// <param name="meaning">What the answer is for, and whose it must be.</param>
    /// <param name="challenge">What the device is asked.</param>
    public DeviceQuestion Question(HttpContext http, string meaning, DeviceChallenge challenge) => new(challenge.Options.ToJsonString(),
        seal.Close(Purpose, string.Create(CultureInfo.InvariantCulture, $"{clock.Seconds} {challenge.State}"), Binding(http, browsers.IdOf(http), meaning)));

    /// <summary>What the page's form brings back; null where no device has answered, or not what was asked here.</summary>
    public FactorAnswer? Answer(HttpContext http, string meaning, Parameters form)
    {
        if (form[Credential] is not { } said || browsers.Known(http) is not { } browser) return null;
        if (seal.TryOpen(Purpose, form[Asked], Binding(http, browser, meaning)) is not { } text) return null;
        var at = text.IndexOf(' ', StringComparison.Ordinal);
        var age = clock.Seconds - long.Parse(text.AsSpan(0, at), CultureInfo.InvariantCulture);
        return age > SpentChallenges.Lifetime.TotalSeconds ? null : new(said, text[(at + 1)..]);
    }

    /// <summary>False when it was answered before. Of any number of racing answers one wins.</summary>
    public Task<bool> TrySpend(Writing writing, FactorAnswer answer) => spent.TrySpend(writing, answer.Asked!);

    private static string Binding(HttpContext http, string browser, string meaning) => $"{http.Org.Id} {browser} {meaning}";
}
