namespace Latchkey.Server.Core.Schemas;

/// <summary>What this room brings.</summary>
internal static class SchemasServices
{
    public static void AddSchemas(this IServiceCollection services)
    {
        services.AddSingleton<UserTypes>();
        services.AddSingleton<ProfileSchemas>();
    }
}
