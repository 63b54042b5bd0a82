using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.Approval;

public sealed record ApprovalsPage : PageModel<ApprovalsView>
{
    public required string PersonName { get; init; }
    public required IReadOnlyList<WaitingApproval> Waiting { get; init; }
}
