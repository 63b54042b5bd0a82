namespace Latchkey.Server.Faces.Console.Securing.Administrators;

/// <summary>That somebody has a role, as the list shows it.</summary>
/// <param name="Id">Of the assignment; of the person where it stands in their own row.</param>
/// <param name="Kind">USER, GROUP or CLIENT.</param>
/// <param name="Who">What they are called.</param>
/// <param name="Address">Their page.</param>
/// <param name="Role">What the role is called.</param>
/// <param name="IsFor">What it is for; null: everything.</param>
public sealed record ShownAssignment(string Id, string Kind, string Who, string Address, string Role, string? IsFor);
