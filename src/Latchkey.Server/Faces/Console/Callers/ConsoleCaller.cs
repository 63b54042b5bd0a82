using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Ground.Sealing;

namespace Latchkey.Server.Faces.Console.Callers;

/// <summary>Who asks for a page of the console.</summary>
/// <param name="User">An administrator.</param>
/// <param name="Session">Theirs.</param>
/// <param name="FormToken">What each form of theirs carries: of this session, and known to its pages alone.</param>
internal sealed record ConsoleCaller(User User, ConsoleSession Session, Secret FormToken)
{
    /// <summary>The hidden field.</summary>
    public const string FormField = "form_token";

    /// <summary>Known only to who knows the cookie's secret, which no script and no page does.</summary>
    public static Secret FormTokenOf(string sessionToken) => new(Secrets.Hash("form of " + sessionToken));

    /// <summary>What their roles let them do.</summary>
    public required Authority Authority { get; init; }

    public bool May(ConsoleRight right) => Authority.May(right.Right);

    public override string ToString() => User.Id;
}
