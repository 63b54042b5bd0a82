namespace Latchkey.Server.Faces.Console.Kit;

/// <summary>What a page is about: the line of the menu that is lit.</summary>
public enum ConsoleSection
{
    None,
    Home,
    Applications,
    People,
    Groups,
    Brands,
    Api,
    Log,
    SignIns,
    Networks,
    EventHooks,
    InlineHooks,
    Policies,
    Providers,
    Authenticators,
    Reports,
    Settings,
    Administrators,
}
