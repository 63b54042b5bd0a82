using Latchkey.Server.Ground.Outbox;

namespace Latchkey.Server.Core.People;

/// <summary>What this room brings.</summary>
internal static class PeopleServices
{
    public static void AddPeople(this IServiceCollection services)
    {
        services.AddSingleton<Users>();
        services.AddSingleton<UserLifecycle>();
        services.AddSingleton<PasswordHashing>();
        services.AddSingleton<PasswordHook>();
        services.AddSingleton<PasswordSignIn>();
        services.AddSingleton<PasswordHistory>();
        services.AddSingleton<PasswordChoice>();
        services.AddSingleton<OneTimeLinks>();
        services.AddSingleton<UserList>();
        services.AddSingleton<PeopleCount>();
        services.AddSingleton<ICourier, ValueFilling>();
        services.AddSingleton<PeopleSearch>();
    }
}
