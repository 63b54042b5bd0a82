namespace Latchkey.Server.Core.Phones;

/// <summary>What this room brings.</summary>
internal static class PhonesServices
{
    public static void AddPhones(this IServiceCollection services) => services.AddSingleton<PhoneSignIns>();
}
