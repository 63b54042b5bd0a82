namespace Latchkey.Server.Core.Enrollment;

/// <summary>What this room brings.</summary>
internal static class EnrollmentServices
{
    public static void AddEnrollment(this IServiceCollection services)
    {
        services.AddSingleton<FactorChanges>();
    }
}
