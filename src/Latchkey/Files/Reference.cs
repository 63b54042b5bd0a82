namespace Latchkey.Cli.Files;

/// <summary>Where an object has the id of another thing: <c>conditions.people.groups.include[]</c>.</summary>
/// <param name="Place">Members, by dots; <c>[]</c> behind one that is a list.</param>
/// <param name="To">A kind's section, or <see cref="Users"/>.</param>
public sealed record Reference(string Place, string To)
{
    public const string Users = "users", InlineHooks = "inlineHooks", HookKeys = "hookKeys", Providers = "identityProviders";
}
