using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Approval;

/// <summary>/activate: a person types the code their device shows, signs in, and is asked. RFC 8628 §3.3, contract §2.9.</summary>
internal static class ActivateEndpoint
{
    private const string Purpose = "device-code-typed";

    /// <summary>The code of a scanned link is filled in, and looked up only once it is sent: opening a link does nothing.</summary>
    public static IResult Show(HttpContext http) => DecoupledPages.Code(Shown(http.Request.Query["user_code"].ToString()), unknown: false);

    public static async Task<IResult> Submit(HttpContext http, DecoupledRequests requests, Seal seal, BrowserCookie browsers)
    {
        var typed = (await Parameters.Form(http.Request))["user_code"] ?? "";
        if (await requests.FindByUserCode(http.Org.Id, typed, http.RequestAborted) is not { } request)
            return DecoupledPages.Code(Shown(typed), unknown: true);
        return new Found($"/activate/confirm?request={seal.Close(Purpose, request.Id, $"{http.Org.Id} {browsers.IdOf(http)}")}");
    }

    public static async Task<IResult> Confirm(HttpContext http, DecoupledRequests requests, Seal seal, BrowserCookie browsers, ApprovalForm approval)
    {
        var handle = http.Request.Query["request"].ToString();
        return browsers.Known(http) is { } browser && seal.TryOpen(Purpose, handle, $"{http.Org.Id} {browser}") is { } id
            && await requests.Find(http.Org.Id, id, http.RequestAborted) is { Kind: DecoupledRequest.Device } request
            ? await approval.Ask(http, request, $"/activate/confirm?request={handle}", "/activate") : DecoupledPages.Over(http);
    }

    public static async Task<IResult> Answer(HttpContext http, ApprovalForm approval) => await approval.Answer(http, await Parameters.Form(http.Request));

    private static string Shown(string typed)
    {
        var letters = string.Concat(typed.ToUpperInvariant().Where(char.IsAsciiLetter).Take(DecoupledRequests.UserCodeLength));
        return letters.Length > 4 ? $"{letters[..4]}-{letters[4..]}" : letters;
    }
}
