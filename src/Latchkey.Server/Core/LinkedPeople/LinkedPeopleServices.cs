namespace Latchkey.Server.Core.LinkedPeople;

/// <summary>What this room brings.</summary>
internal static class LinkedPeopleServices
{
    public static void AddLinkedPeople(this IServiceCollection services)
    {
        services.AddSingleton<LinkDefinitions>();
        services.AddSingleton<LinkChanges>();
    }
}
