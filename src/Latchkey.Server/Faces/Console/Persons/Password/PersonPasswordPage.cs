using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Persons.Kit;

namespace Latchkey.Server.Faces.Console.Persons.Password;

/// <summary>How somebody is to come to a new password.</summary>
public sealed record PersonPasswordPage : ConsolePage<PersonPasswordView>
{
    public required ShownPerson Person { get; init; }
    public required FormState Form { get; init; }
    public required bool SendsMail { get; init; }
    /// <summary>They have one that can be replaced by one that is read out.</summary>
    public required bool MayReplace { get; init; }
}
