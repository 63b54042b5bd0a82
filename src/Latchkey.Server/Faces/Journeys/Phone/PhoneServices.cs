namespace Latchkey.Server.Faces.Journeys.Phone;

/// <summary>What this room brings.</summary>
internal static class PhoneServices
{
    public static void AddPhone(this IServiceCollection services) => services.AddSingleton<PhoneEndpoint>();
}
