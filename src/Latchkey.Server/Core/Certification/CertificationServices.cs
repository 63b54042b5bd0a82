namespace Latchkey.Server.Core.Certification;

/// <summary>What this room brings.</summary>
internal static class CertificationServices
{
    public static void AddCertification(this IServiceCollection services)
    {
        services.AddSingleton<KeyCredentials>();
        services.AddSingleton<KeyCredentialChanges>();
    }
}
