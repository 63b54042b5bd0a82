using Latchkey.Server.Apps;
using Latchkey.Server.Authn;
using Latchkey.Server.Authorize;
using Latchkey.Server.Languages;
using Latchkey.Server.Orgs;
using Latchkey.Server.Web;

namespace Latchkey.Server.SignIn;

public sealed record ForgotPasswordPage : PageModel<ForgotPasswordView>
{
    public AppAbout? App { get; init; }
    public required string Flow { get; init; }
    public string? Identifier { get; init; }
    public bool IdentifierMissing { get; init; }
    /// <summary>A mail is on its way, if there is anybody to get it.</summary>
    public bool Sent { get; init; }
}
