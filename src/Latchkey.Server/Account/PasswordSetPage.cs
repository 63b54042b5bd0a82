using Latchkey.Server.Users;
using Latchkey.Server.Web;

namespace Latchkey.Server.Account;

/// <summary>The password is set.</summary>
public sealed record PasswordSetPage : PageModel<PasswordSetView>
{
    public required string Login { get; init; }
    /// <summary>Where to go from here.</summary>
    public required string NextUrl { get; init; }
}
