using Latchkey.Server.Core.People;

namespace Latchkey.Server.Core.Administration;

/// <summary>
/// Who may do what in the Admin Console: the one place that is asked, by each of its pages and by whoever shows the way there. Today an administrator
/// may do everything, as with an API token of theirs.
/// </summary>
internal static class ConsoleAccess
{
    /// <summary>Where the console is, under the org's address.</summary>
    public const string Path = "/admin";

    /// <summary>Whether there is anything in it for this person.</summary>
    public static bool MayEnter(User person) => person.IsAdmin && AccountGate.Refusal(person) is null;

    public static bool May(User person, ConsoleRight right) => MayEnter(person) && right.Resource.Length > 0;
}
