using Latchkey.Server.Ground.Outbox;

namespace Latchkey.Server.Core.Imports;

/// <summary>What this room brings.</summary>
internal static class ImportsServices
{
    public static void AddImports(this IServiceCollection services)
    {
        services.AddSingleton<PeopleImports>();
        services.AddSingleton<ImportRuns>();
        services.AddSingleton<ICourier>(get => get.GetRequiredService<ImportRuns>());
    }
}
