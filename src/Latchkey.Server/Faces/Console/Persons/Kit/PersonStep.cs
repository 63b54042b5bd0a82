using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Persons.Kit;

/// <summary>A step from one standing to the next.</summary>
/// <param name="Word">As the management API calls it.</param>
/// <param name="Label">As the button says it.</param>
/// <param name="Means">What it does.</param>
internal sealed record PersonStep(string Word, string Label, string Means)
{
    /// <summary>Not the API's own word: there the second DELETE does it.</summary>
    public const string Delete = "delete";
    public const string ResetPassword = "reset_password";

    /// <summary>With the name in it, on the page that asks first; null: nothing asks.</summary>
    public string? Question { get; init; }
    public bool Asks => Question is not null;
    public bool Danger { get; init; }

    /// <summary>Where it is asked for, or done.</summary>
    public string AddressOf(User user) => Word switch
    {
        Delete => ConsoleAddress.Of("people", user.Id, "delete"),
        ResetPassword => ConsoleAddress.Of("people", user.Id, "password"),
        _ => ConsoleAddress.Of("people", user.Id, "steps", Word),
    };
}
