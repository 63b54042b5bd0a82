namespace Latchkey.Server.Faces.Console.Grouping.Rules;

/// <param name="Id">Of it.</param>
/// <param name="Name">Its own.</param>
/// <param name="Active">It is applied.</param>
/// <param name="Expression">Whom it is for.</param>
/// <param name="Groups">What the groups are called that it puts them into.</param>
public sealed record ShownGroupRule(string Id, string Name, bool Active, string Expression, string Groups);
