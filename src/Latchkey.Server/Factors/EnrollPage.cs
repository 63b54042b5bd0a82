using Latchkey.Server.Apps;
using Latchkey.Server.Authorize;
using Latchkey.Server.Languages;
using Latchkey.Server.SignIn;
using Latchkey.Server.Web;

namespace Latchkey.Server.Factors;

/// <summary>Which second factor to set up.</summary>
public sealed record EnrollPage : PageModel<EnrollView>
{
    public AppAbout? App { get; init; }
    public required IReadOnlyList<(string Url, string Name, string Text, string Email)> Choices { get; init; }
    public required string CancelUrl { get; init; }
}
