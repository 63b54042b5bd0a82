namespace Latchkey.Server.Core.Administration;

/// <summary>What a page of the console needs, in the words of the management API's scopes: <c>okta.{resource}.{read|manage}</c>.</summary>
/// <param name="Resource">apps, users, groups, …</param>
/// <param name="Manages">Changes it, and does not only look.</param>
internal sealed record ConsoleRight(string Resource, bool Manages)
{
    /// <summary>To come in, whatever one may see there.</summary>
    public static readonly ConsoleRight Enter = Read("console");

    public static ConsoleRight Read(string resource) => new(resource, Manages: false);

    public static ConsoleRight Manage(string resource) => new(resource, Manages: true);
}
