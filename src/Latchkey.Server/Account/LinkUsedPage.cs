using Latchkey.Server.Users;
using Latchkey.Server.Web;

namespace Latchkey.Server.Account;

/// <summary>The link can no longer be used, or never could.</summary>
public sealed record LinkUsedPage : PageModel<LinkUsedView>
{
    public required LinkProblem Problem { get; init; }
}
