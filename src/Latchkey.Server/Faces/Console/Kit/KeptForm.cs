using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Kit;

/// <summary>
/// A form that came when its session had ended: what was typed goes back to the page it came from, and nowhere else, until its person has signed in again.
/// What is then sent has the token of no session, or of an earlier one, so it is shown once more, with that of the new one.
/// </summary>
internal sealed class KeptForm(ConsoleRefusal why) : IResult
{
    /// <summary>Fields of these names hold secrets. They stand in no page, and are typed anew.</summary>
    private static readonly string[] Secret =
    [
        "password", "client_secret", "protocol.credentials.client.client_secret", "protocol.credentials.signing.privateKey", "channel.config.authScheme.value",
    ];

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var sent = (await Parameters.LongForm(httpContext.Request)).All;
        var fields = sent.Where(field => !Secret.Contains(field.Key)).ToDictionary();
        var signedIn = why == ConsoleRefusal.OlderForm;
        if (signedIn)
            fields[ConsoleCaller.FormField] =
                httpContext.RequestServices.GetRequiredService<ConsoleForms>().TokenOf(httpContext.Org, httpContext.Administrator).Value;
        await Page.Of(new KeptFormPage
        {
            Action = httpContext.Request.Path.ToUriComponent() + httpContext.Request.QueryString.ToUriComponent(), Fields = fields,
            SignInUrl = signedIn ? null : ConsoleGate.SignInAddress(httpContext, again: httpContext.Features.Get<ConsoleCaller>() is not null),
            LeftOut = fields.Count < sent.Count,
        }, StatusCodes.Status403Forbidden).ExecuteAsync(httpContext);
    }
}
