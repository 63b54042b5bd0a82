using Latchkey.Server.Core.Enrollment;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Authorization;

/// <summary>What passkeys are called.</summary>
internal static class PasskeyNames
{
    /// <summary>After where it is made, since nothing else of it is known.</summary>
    public static string Suggested(HttpContext http, Texts texts) => Device.Of(http.Request.Headers.UserAgent.ToString()) switch
    {
        { Browser: { } browser, System: { } system } => Sentence.Plain(texts.BrowserOn, browser, system),
        var device => device.Browser ?? device.System ?? texts.Passkey,
    };

    /// <summary>What its owner typed, as far as it can be one; else the suggestion.</summary>
    public static string Typed(HttpContext http, Parameters form, Texts texts)
    {
        var typed = Sentence.Clean(form["name"] ?? "");
        return typed.Length is > 0 and <= FactorName.Longest ? typed : Suggested(http, texts);
    }
}
