namespace Latchkey.Server.Faces.Journeys.Approval;

/// <summary>What this room brings.</summary>
internal static class ApprovalServices
{
    public static void AddApproval(this IServiceCollection services)
    {
        services.AddSingleton<ApprovalParties>();
        services.AddSingleton<ApprovalAnswers>();
        services.AddSingleton<ApprovalForm>();
    }
}
