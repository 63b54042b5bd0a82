using Latchkey.Server.Core.Authenticators;

namespace Latchkey.Server.Faces.Journeys.SignIn;

/// <summary>A page that asks for a mailed code goes on by the link in the same mail, too.</summary>
/// <param name="Number">What another browser asks for where it is opened.</param>
/// <param name="LookUrl">Where a script looks whether it has been.</param>
/// <param name="HereUrl">The page itself.</param>
/// <param name="Opened">It has been.</param>
public sealed record AwaitedLink(string Number, string LookUrl, string HereUrl, bool Opened)
{
    /// <summary>The field that says that it has.</summary>
    public const string Field = "link";

    /// <summary>Null where none was mailed.</summary>
    internal static AwaitedLink? Of(MailLink? link, string subject, string here) =>
        link is null ? null : new(link.Number, $"/signin/mailed/{subject}", here, link.IsOpened);
}
