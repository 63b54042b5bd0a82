namespace Latchkey.Server.Core.Membership;

/// <summary>What this room brings.</summary>
internal static class MembershipServices
{
    public static void AddMembership(this IServiceCollection services)
    {
        services.AddSingleton<Memberships>();
        services.AddSingleton<Groups>();
        services.AddSingleton<GroupSearch>();
        services.AddSingleton<GroupChanges>();
        services.AddSingleton<GroupOwners>();
    }
}
