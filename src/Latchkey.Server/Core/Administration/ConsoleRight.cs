using Latchkey.Server.Core.Roles;

namespace Latchkey.Server.Core.Administration;

/// <summary>What a page of the console needs: a right as the management API asks for it, so that the same roles open both.</summary>
/// <param name="Right">One of <see cref="Rights"/>.</param>
internal sealed record ConsoleRight(string Right)
{
    /// <summary>To come in, whatever one may see there.</summary>
    public static readonly ConsoleRight Enter = new(Rights.Enter);

    /// <summary>Changes something, and does not only look.</summary>
    public bool Manages => !Rights.Looks(Right);

    public static ConsoleRight Read(string resource) => new(Rights.Read(resource));

    public static ConsoleRight Manage(string resource) => new(Rights.Manage(resource));

    /// <summary>From one standing of a person to the next.</summary>
    public static ConsoleRight Step(string? step) => new(step switch
    {
        "unlock" => Rights.Unlock,
        "expire_password" => Rights.ExpirePasswords,
        _ => Rights.ManageStanding,
    });

    /// <summary>A part of managing something.</summary>
    public static ConsoleRight To(string right) => new(right);
}
