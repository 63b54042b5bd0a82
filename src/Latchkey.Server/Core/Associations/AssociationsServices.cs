namespace Latchkey.Server.Core.Associations;

/// <summary>What this room brings.</summary>
internal static class AssociationsServices
{
    public static void AddAssociations(this IServiceCollection services)
    {
        services.AddSingleton<AssociationsOfOrgs>();
        services.AddSingleton<WellKnownChanges>();
    }
}
